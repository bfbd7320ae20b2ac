"""What names are given, read when the statement that gives it to them has been executed."""

from . import copies
from .copies import GONE

_OPTIMIZED = 1
_VARARGS, _VARKEYWORDS = 4, 8

names = {}  # name -> its index in what is told
given = []  # event, call, name, copy of each

_stack = []  # calls that are under way, the script itself first
_scopes = {}  # id() of code -> the names that are its own, and those of functions around it


def start(stack):
    """Begins with nothing given. `stack`: where the calls that are under way are kept, the script itself first."""
    global _stack
    stop()
    _stack = stack


def stop():
    """Lets go of everything."""
    for each in (names, given, _scopes):
        each.clear()


def note_scope(code):
    """Notes which names the functions in `code` have; asked once, for it is slow."""
    _scopes[id(code)] = frozenset(code.co_varnames + code.co_cellvars), frozenset(code.co_freevars)


def arguments(state, now):
    """The arguments of a call that begins."""
    code = state.code
    if code.co_flags & _OPTIMIZED:
        count = code.co_argcount + code.co_kwonlyargcount
        count += bool(code.co_flags & _VARARGS) + bool(code.co_flags & _VARKEYWORDS)
        if count:
            values = state.frame.f_locals
            for name in code.co_varnames[:count]:
                if name[0] != ".":
                    made = state.names[name] = copies.copy(values[name])
                    note(now, state.call, name, made[1])


def finish(state, now, leaves=False):
    """Reads what a statement has given its names, now that it has been executed. `leaves`: the call is over with it."""
    if state.small:
        if not leaves:
            code, values = state.code, state.frame.f_locals
            for name in (*code.co_varnames, *code.co_cellvars):
                if name in values and name[0] != ".":
                    _give(state, now, name, values[name])
        return
    plan = state.plan
    if plan is None:
        return
    look = plan.calls and not state.round
    if state is _stack[0]:
        values = state.frame.f_globals
        look = _read_script(state, now, plan, values) or look
    elif state.code.co_flags & _OPTIMIZED:
        values = state.frame.f_locals
        look = _read_function(state, now, plan, values, leaves) or look
    else:
        return  # names that the body of a class gives something to are no variables
    if look and not leaves:
        for name, made in list(state.names.items()):
            if made[2] is not None and name in values and values[name] is made[0]:
                _give(state, now, name, made[0])


def _read_script(state, now, plan, values):
    """Reads names of the script itself; returns whether something that one of them stands for has changed."""
    known = state.names
    for name in plan.names:
        if name in values:
            value = values[name]
            before = known.get(name)
            if before is None or before[0] is not value or before[2] is not None:
                _give(state, now, name, value)
    changed = False
    if not state.round:
        for name in plan.roots:
            before = known.get(name)
            # Most are values, which tell of their changes themselves.
            if before is not None and name in values and (before[2] is not None or values[name] is not before[0]):
                changed = _give(state, now, name, values[name]) or changed
    return changed


def _read_function(state, now, plan, values, leaves):
    """The same of a function, which may also reach names outside of it."""
    own, outside = _scopes[id(state.code)]
    known = state.names
    changed = False
    for those, are_given in ((plan.names, True), (() if state.round else plan.roots, False)):
        for name in those:
            if name in own:
                before = known.get(name)
                if leaves or (before is None and not are_given):
                    continue
                value = values.get(name, GONE)
                if value is not GONE and (before is None or before[0] is not value or before[2] is not None):
                    # What has changed may also be a part of something else.
                    changed = (_give(state, now, name, value) and not are_given) or changed
            elif name in outside:
                _read_outside(state, now, name, values, are_given)
            else:
                script = _stack[0]
                if (are_given or name in script.names) and name in script.frame.f_globals:
                    _give(script, now, name, script.frame.f_globals[name])
    return changed


def _read_outside(state, now, name, values, is_given):
    """A name that belongs to a function around this one stands for the same there."""
    value = values.get(name, GONE)
    if value is GONE:
        return
    if is_given or name in state.names:
        _give(state, now, name, value)
    for k in range(len(_stack) - 1, -1, -1):
        each = _stack[k]
        if each is not state and each.call >= 0 and name in each.names and name in each.code.co_cellvars:
            _give(each, now, name, value)
            return


def _give(state, now, name, value):
    """A name is given a value, unless it stands for the same already; returns whether it is given one."""
    before = state.names.get(name)
    if before is not None and before[0] is value and (before[2] is None or copies.is_same(before)):
        return False
    made = state.names[name] = copies.copy(value, before)
    if before is not None and made[1] == before[1]:
        return False
    note(now, state.call, name, made[1])
    return True


def note(now, call, name, index):
    """A name of a call is given a copy."""
    key = names.get(name)
    if key is None:
        key = names[name] = len(names)
    given.extend((now, call, key, index))
