"""The calls of a trace: which are under way, and which called which."""

from . import given, scopes

# What calls functions of the script to learn something, which is no part of what the script does.
_LOOKING_ON = frozenset(
    f"{__file__.rpartition('/')[0]}/{name}.py"
    for name in "announcements copies known models predictions samples show structure".split()
)

calls = []  # name, parent, event of each
stack = []  # those that are under way, the innermost last; some may be over already
_stepped_over = set()  # id() of code that is followed no more: what it calls is not followed either
suspended = {}  # id() of the frame of a generator that waits -> its call

_main = ""


class Call:
    """A call that is under way."""

    __slots__ = ("call", "code", "event", "frame", "hidden", "names", "owners", "reads", "round", "scope", "statement")

    def __init__(self, frame, code, hidden):
        self.frame = frame
        self.code = code
        self.scope = scopes.of(code)
        self.call = -1
        self.hidden = hidden  # it is not the script's doing
        self.event = -1
        self.statement = 0
        self.reads = None  # what is to be read when the statement has been executed
        self.round = False  # the statement is a `for` that goes on: nothing is called to find out with what
        self.names = {}  # name -> the copy that was last given to it
        self.owners = {}  # name of a function around it -> the call of that function


def start(main):
    """Begins with no call of the script `main`."""
    global _main
    stop()
    _main = main


def stop():
    """Lets go of everything."""
    for each in (calls, stack, suspended, _stepped_over):
        each.clear()


def step_over(code):
    """Follows a piece of code no more, nor what it calls."""
    _stepped_over.add(id(code))


def under_way(frame):
    """The call of a frame, if that is under way; those inside it are over."""
    for k in range(len(stack) - 1, -1, -1):
        if stack[k].frame is frame:
            del stack[k + 1 :]
            return stack[k]
    return None


def turn_to(frame, code, now):
    """The call of a frame that goes on: one that called another, a generator that waited, or a new one."""
    hidden = False
    at = frame.f_back
    while at is not None:
        filename = at.f_code.co_filename
        if id(at.f_code) in _stepped_over:
            hidden = True
        elif filename == _main:
            break
        hidden = hidden or filename in _LOOKING_ON
        at = at.f_back
    if at is not None and stack and stack[-1].frame is at:
        parent = stack[-1]  # what the innermost call calls is none of those that are under way
    else:
        state = under_way(frame)
        if state is not None:
            return state
        parent = under_way(at) if at is not None else None
    if parent is None:
        call, event = (-1, -1) if not stack else (stack[0].call, stack[0].event)
        del stack[1:]
    else:
        call, event = parent.call, parent.event
        hidden = hidden or parent.hidden
        if parent.scope.everything is not None and not hidden:
            given.finish(parent, now)
    state = suspended.pop(id(frame), None)
    if state is not None:
        _resume(state, frame, hidden, call, event, now)
    else:
        state = Call(frame, code, hidden)
        if not hidden:
            state.call = _begin(code, call, event)
            given.arguments(state, now)
    stack.append(state)
    return state


def _begin(code, parent, event):
    calls.append((code.co_name, parent, event))
    return len(calls) - 1


def _resume(state, frame, hidden, parent, event, now):
    """A generator goes on. From another place, it is another call with the names that it had."""
    state.frame = frame
    state.owners.clear()
    if not hidden and (state.hidden or calls[state.call][1:] != (parent, event)):
        state.call = _begin(state.code, parent, event)
        for name, made in state.names.items():
            given.note(now, state.call, name, made[1])
    state.hidden = hidden
