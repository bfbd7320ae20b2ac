"""What names are given, read when the statement that gives it to them has been executed."""

from . import copies
from .copies import GONE
from .scopes import OUTSIDE, OWN

names = {}  # name -> its index in what is told
given = []  # event, call, name, copy of each

_stack = []  # calls that are under way, the script itself first


def start(stack):
    """Begins with nothing given. `stack`: where the calls that are under way are kept, the script itself first."""
    global _stack
    stop()
    _stack = stack


def stop():
    """Lets go of everything."""
    names.clear()
    given.clear()


def arguments(state, now):
    """The arguments of a call that begins."""
    those = state.scope.arguments
    if those:
        values = state.frame.f_locals
        for name in those:
            made = state.names[name] = copies.copy(values[name])
            note(now, state.call, name, made[1])


def finish(state, now, leaves=False):
    """Reads what a statement has given its names, now that it has been executed. `leaves`: the call is over with it."""
    everything = state.scope.everything
    if everything is not None:
        if not leaves:
            values = state.frame.f_locals
            for name in everything:
                value = values.get(name, GONE)
                if value is not GONE:
                    _give(state, now, name, value)
        return
    reads = state.reads
    if reads is None or (leaves and not reads.reaches_out):
        return
    look = reads.calls and not state.round
    if state is _stack[0]:
        values = state.frame.f_globals
        look = _read_script(state, now, reads, values) or look
    else:
        values = state.frame.f_locals
        look = _read_function(state, now, reads, values, leaves) or look
    if look and not leaves:
        # What a name stands for may have changed unnoticed.
        for name, thing in [(name, made[0]) for name, made in state.names.items() if made[2] is not None]:
            if values.get(name, GONE) is thing:
                _give(state, now, name, thing)


def _read_script(state, now, reads, values):
    """Reads names of the script itself; returns whether something that one of them stands for has changed."""
    known = state.names
    changed = False
    for name, _, is_given in reads.given if state.round else reads.all:
        before = known.get(name)
        value = values.get(name, GONE) if is_given or before is not None else GONE
        # Most are values, which tell of their changes themselves.
        if value is not GONE and (before is None or before[2] is not None or value is not before[0]):
            changed = (_give(state, now, name, value) and not is_given) or changed
    return changed


def _read_function(state, now, reads, values, leaves):
    """The same of a function, which may also reach names outside of it."""
    known = state.names
    changed = False
    for name, whose, is_given in reads.given if state.round else reads.all:
        if whose == OWN:
            before = known.get(name)
            if leaves or (before is None and not is_given):
                continue
            value = values.get(name, GONE)
            if value is not GONE and (before is None or before[0] is not value or before[2] is not None):
                # What has changed may also be a part of something else.
                changed = (_give(state, now, name, value) and not is_given) or changed
        elif whose == OUTSIDE:
            _read_outside(state, now, name, values, is_given)
        else:
            script = _stack[0]
            if (is_given or name in script.names) and name in script.frame.f_globals:
                _give(script, now, name, script.frame.f_globals[name])
    return changed


def _read_outside(state, now, name, values, is_given):
    """A name that belongs to a function around this one stands for the same there."""
    value = values.get(name, GONE)
    if value is GONE:
        return
    if is_given or name in state.names:
        _give(state, now, name, value)
    owner = state.owners.get(name) or _owner_of(state, name)
    if owner is not None:
        state.owners[name] = owner
        _give(owner, now, name, value)


def _owner_of(state, name):
    """The innermost call of a function around this one that the name belongs to; None where it is over."""
    for k in range(len(_stack) - 1, -1, -1):
        each = _stack[k]
        if each is state:
            continue
        if each.code is state.code and name in each.owners:
            return each.owners[name]  # it calls itself
        if each.call >= 0 and name in each.names and name in each.code.co_cellvars:
            return each
    return None


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
