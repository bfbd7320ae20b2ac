"""The trace of a script, made only where it is asked for: each line that is executed, the calls, and what names are given.

An event is a statement that is about to be executed. What happens, happens during the event that came last.
"""

import json
import sys
from array import array

from . import copies, given, models, show
from .assigned import EXPRESSIONS, Hidden, plans
from .models import model_of

TOOL = sys.monitoring.DEBUGGER_ID
MOST_EVENTS = 200_000
# About how many characters all copies of values may take, and how often anything may be given or written to.
LARGEST = 12_000_000
MOST_GIVEN = 1_000_000
MOST_WRITES = 1_000_000

_EVENTS = sys.monitoring.events
_GENERATOR = 0x20 | 0x80 | 0x200  # a generator, a coroutine, or both

_PLAIN = (int, float, str, bool)

# A script may replace what is built in, also the name that catches everything.
_Anything = Exception
_TooDeep = RecursionError

# What calls functions of the script to learn something, which is no part of what the script does.
_LOOKING_ON = frozenset(
    f"{__file__.rpartition('/')[0]}/{name}.py"
    for name in "announcements copies models predictions samples show structure".split()
)

is_on = False  # events are being recorded
_made = False  # there is something to tell
_whole = True
_main = ""
_code = None
_statements = {}
_plans = {}
_hidden = None  # finds those that follow
_begins = {}  # id() of code -> the line on which it begins, where Python does not report it
_rounds = {}  # id() of code -> the offsets at which another round of a loop begins, and its line
_stack = []  # calls that are under way, the innermost last; some may be over already
_suspended = {}  # id() of the frame of a generator that waits -> its call
_now = -1  # the event that came last
_told = -1  # the event that a stop was last said to have begun with
_lines = []
_calls_of = []
_calls = []  # name, parent, event of each
_written = []  # event, number of the value of each
_numbers = []  # data, grad of each
_places = []
_objects = []


class _Call:
    """A call that is under way."""

    __slots__ = ("call", "code", "event", "frame", "hidden", "names", "plan", "round", "small", "statement")

    def __init__(self, frame, code, call, hidden):
        self.frame = frame
        self.code = code
        self.call = call
        self.hidden = hidden  # it is not the script's doing
        self.event = -1
        self.statement = 0
        self.plan = None  # what is to be read when the statement has been executed
        self.round = False  # the statement is a `for` that goes on: nothing is called to find out with what
        self.names = {}  # name -> the copy that was last given to it
        self.small = code.co_name in EXPRESSIONS


def start(main, tree, statements, quietly):
    """Begins a trace of the script `main`; see `copies.start`. Its code is still to be `monitor`ed."""
    global is_on, _made, _whole, _main, _statements, _plans, _hidden, _now, _told
    clear()
    copies.start(quietly)
    given.start(_stack)
    _main = main
    _statements = statements
    _plans = plans(tree)
    _hidden = Hidden(tree, statements)
    _now = _told = -1
    _whole = _made = is_on = True


def monitor(code):
    """Follows `code` and the functions in it."""
    global _code
    _code = code
    monitoring = sys.monitoring
    if monitoring.get_tool(TOOL) is None:
        monitoring.use_tool_id(TOOL, show.NAME)
    for event, callback in (
        (_EVENTS.LINE, _on_line),
        (_EVENTS.JUMP, _on_jump),
        (_EVENTS.PY_START, _on_start),
        (_EVENTS.PY_YIELD, _on_yield),
        (_EVENTS.PY_RETURN, _on_return),
    ):
        monitoring.register_callback(TOOL, event, callback)
    for each in show.codes(code):
        given.note_scope(each)
        events = _EVENTS.LINE | _EVENTS.PY_RETURN
        if each.co_flags & _GENERATOR:
            events |= _EVENTS.PY_START | _EVENTS.PY_YIELD
        begins = _hidden.begins(each)
        if begins:
            _begins[id(each)] = begins
            events |= _EVENTS.PY_START
        rounds = _hidden.rounds(each)
        if rounds:
            _rounds[id(each)] = rounds
            events |= _EVENTS.JUMP
        monitoring.set_local_events(TOOL, each, events)


def stop():
    """The script has ended: reads what is left, and follows it no more."""
    global is_on
    if is_on:
        is_on = False
        if _stack:
            del _stack[1:]
            given.finish(_stack[0], _now)
    if _made and not _places:
        _places.extend([copies.identify(p).number, model, k] for model, k, p in models.places() if copies.known(p))
        _objects.extend([copies.known(each).number, model] for each, model in models.objects() if copies.known(each))
    _ignore()


def tell(host):
    """Tells the host the trace, if there is one."""
    if not _made:
        return
    facts = {
        "names": list(given.names),
        "calls": _calls,
        "table": copies.table,
        "places": _places,
        "objects": _objects,
        "isWhole": _whole,
    }
    numbers = array("i", _lines), array("i", _calls_of), array("i", given.given), array("i", _written), array("d", _numbers)
    host.traced(json.dumps(facts), *numbers)
    clear()


def clear():
    """Lets go of everything."""
    global is_on, _made, _code
    is_on = _made = False
    _ignore()
    if sys.monitoring.get_tool(TOOL) == show.NAME:
        sys.monitoring.free_tool_id(TOOL)
    _code = None
    copies.stop()
    given.stop()
    for each in (_begins, _rounds, _stack, _suspended, _lines, _calls_of, _calls, _written, _numbers, _places, _objects):
        each.clear()


def event_of(frame):
    """The event that a frame of the script is at, but none before the one that was last asked for; -1 where nothing is traced."""
    global _told
    if not is_on:
        return -1
    for state in reversed(_stack):
        if state.frame is frame:
            _told = max(_told, state.event)
            break
    return _told


def wrote(value):
    """A value has been written to."""
    if not is_on:
        return
    found = copies.known(value)
    if found is None or found.data is None:
        if id(value) not in model_of:
            return
        found = copies.identify(value)
    both = copies.numbers(value)
    if both is not None:
        _write(found, both)


def look():
    """Values that the engine holds may have changed."""
    if not is_on:
        return
    for _, _, parameter in models.places():
        copies.identify(parameter)
    for value, found in copies.all_known():
        if hasattr(value, "_id") and (found.data is not None or id(value) in model_of):
            both = copies.numbers(value)
            if both is not None and both != (found.data, found.grad):
                _write(found, both)


def _write(found, both):
    copies.note_numbers(found, both)
    _written.extend((_now, found.number))
    _numbers.extend(both)
    if len(_written) > 2 * MOST_WRITES:
        _end()


def _on_line(code, line):
    if not is_on or show.busy:
        return
    if show.stopping:
        raise KeyboardInterrupt
    try:
        frame = sys._getframe(1)
        state = _stack[-1] if _stack else None
        if state is None or state.frame is not frame:
            state = _turn_to(frame, code)
        statement = _statements.get(line, line)
        if statement != state.statement and not state.hidden:
            _execute(state, statement)
    except _TooDeep:
        raise
    except _Anything:
        _end()


def _on_jump(code, offset, destination):
    statement = _rounds.get(id(code), {}).get(offset)
    if statement is None:
        return sys.monitoring.DISABLE
    if not is_on or show.busy:
        return None
    if show.stopping:
        raise KeyboardInterrupt
    try:
        frame = sys._getframe(1)
        state = _stack[-1]
        if state.frame is not frame:
            state = _turn_to(frame, code)
        if not state.hidden:
            _execute(state, statement)
    except _TooDeep:
        raise
    except _Anything:
        _end()
    return None


def _on_start(code, offset):
    frame = sys._getframe(1)
    # A generator begins. Another may have waited where it is now.
    _suspended.pop(id(frame), None)
    line = _begins.get(id(code))
    if line is None or not is_on or show.busy:
        return
    if show.stopping:
        raise KeyboardInterrupt
    try:
        state = _turn_to(frame, code)
        if not state.hidden:
            _execute(state, line)
    except _TooDeep:
        raise
    except _Anything:
        _end()


def _on_yield(code, offset, value):
    if not is_on or show.busy:
        return
    try:
        frame = sys._getframe(1)
        state = _turn_to(frame, code)
        _stack.pop()
        if not state.hidden:
            given.finish(state, _now)
        # While it waits, nothing of the script is held for its sake.
        state.frame = None
        state.names = {
            name: made if type(made[0]) in _PLAIN else (copies.GONE, made[1], None) for name, made in state.names.items()
        }
        _suspended[id(frame)] = state
    except _TooDeep:
        raise
    except _Anything:
        _end()


def _on_return(code, offset, value):
    if not is_on or show.busy or not _stack:
        return
    try:
        frame = sys._getframe(1)
        state = _stack[-1]
        if state.frame is not frame:
            state = _under_way(frame)
            if state is None:
                return
        if state is _stack[0]:
            return  # the script itself: its names stay
        if not state.hidden:
            given.finish(state, _now, leaves=True)
        _stack.pop()
    except _TooDeep:
        raise
    except _Anything:
        _end()


def _under_way(frame):
    """The call of a frame, if that is under way; those inside it are over."""
    for k in range(len(_stack) - 1, -1, -1):
        if _stack[k].frame is frame:
            del _stack[k + 1 :]
            return _stack[k]
    return None


def _turn_to(frame, code):
    """The call of a frame that goes on: one that called another, a generator that waited, or a new one."""
    state = _under_way(frame)
    if state is not None:
        return state
    hidden = False
    at = frame.f_back
    while at is not None:
        filename = at.f_code.co_filename
        if filename == _main:
            break
        hidden = hidden or filename in _LOOKING_ON
        at = at.f_back
    parent = _under_way(at) if at is not None else None
    if parent is None:
        call, event = (-1, -1) if not _stack else (_stack[0].call, _stack[0].event)
        del _stack[1:]
    else:
        call, event = parent.call, parent.event
        hidden = hidden or parent.hidden
        if parent.small and not hidden:
            given.finish(parent, _now)
    state = _suspended.pop(id(frame), None)
    if state is not None:
        _resume(state, frame, hidden, call, event)
    else:
        state = _Call(frame, code, -1, hidden)
        if not hidden:
            state.call = _new_call(code, call, event)
            given.arguments(state, _now)
    _stack.append(state)
    return state


def _new_call(code, parent, event):
    _calls.append((code.co_name, parent, event))
    return len(_calls) - 1


def _resume(state, frame, hidden, parent, event):
    """A generator goes on. From another place, it is another call with the names that it had."""
    state.frame = frame
    if not hidden and (state.hidden or _calls[state.call][1:] != (parent, event)):
        state.call = _new_call(state.code, parent, event)
        for name, made in state.names.items():
            given.note(_now, state.call, name, made[1])
    state.hidden = hidden


def _execute(state, statement):
    """A statement is about to be executed."""
    global _now
    if state.plan is not None or state.small:
        given.finish(state, _now)
    plan = state.plan = _plans.get(statement)
    if plan is not None:
        state.round = state.statement in plan.body
    _now = state.event = len(_lines)
    state.statement = statement
    _lines.append(statement)
    _calls_of.append(state.call)
    if _now + 1 >= MOST_EVENTS or (not _now & 63 and (copies.size > LARGEST or len(given.given) > 4 * MOST_GIVEN)):
        _end()


def _end():
    """The script goes on without being followed: it has done too much."""
    global is_on, _whole
    is_on = _whole = False
    _stack.clear()
    _suspended.clear()
    _ignore()


def _ignore():
    if _code is not None and sys.monitoring.get_tool(TOOL) == show.NAME:
        for each in show.codes(_code):
            sys.monitoring.set_local_events(TOOL, each, 0)
