"""The trace of a script, made only where it is asked for: each line that is executed, the calls, and what names are given.

An event is a statement that is about to be executed. What happens, happens during the event that came last.
"""

import json
import sys
from array import array
from sys import _getframe

from . import calls, copies, given, known, models, scopes, show
from .assigned import Hidden, plans
from .calls import stack
from .models import model_of

TOOL = sys.monitoring.DEBUGGER_ID
MOST_EVENTS = 200_000
# From so many on, the methods of the script's own values are followed no more: they are nearly all that such a script does.
MOST_IN_DETAIL = 100_000
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

is_on = False  # events are being recorded
_made = False  # there is something to tell
_whole = True
_shallow_from = None  # the event from which on the methods of the script's own values are not followed
_code = None
_statements = {}
_plans = {}
_hidden = None  # finds those that follow
_now = -1  # the event that came last
_told = -1  # the event that a stop was last said to have begun with
_lines = []
_calls_of = []
_written = []  # event, number of the value of each
_numbers = []  # data, grad of each
_places = []
_objects = []


def start(main, tree, statements, quietly):
    """Begins a trace of the script `main`; see `copies.start`. Its code is still to be `monitor`ed."""
    global is_on, _made, _whole, _shallow_from, _statements, _plans, _hidden, _now, _told
    clear()
    copies.start(quietly)
    calls.start(main)
    given.start(stack)
    _statements = statements
    _plans = plans(tree)
    _hidden = Hidden(tree, statements)
    _now = _told = -1
    _whole = _made = is_on = True
    _shallow_from = None


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
        scope = scopes.note(each, _plans, _hidden, each is code)
        events = _EVENTS.LINE | _EVENTS.PY_RETURN
        if each.co_flags & _GENERATOR:
            events |= _EVENTS.PY_START | _EVENTS.PY_YIELD
        if scope.begins:
            events |= _EVENTS.PY_START
        if scope.rounds:
            events |= _EVENTS.JUMP
        monitoring.set_local_events(TOOL, each, events)


def stop():
    """The script has ended: reads what is left, and follows it no more."""
    global is_on
    if is_on:
        is_on = False
        if stack:
            del stack[1:]
            given.finish(stack[0], _now)
    if _made and not _places:
        _places.extend([known.identify(p).number, model, k] for model, k, p in models.places() if known.known(p))
        _objects.extend([known.known(each).number, model] for each, model in models.objects() if known.known(each))
    _ignore()


def tell(host):
    """Tells the host the trace, if there is one."""
    if not _made:
        return
    facts = {
        "names": list(given.names),
        "calls": calls.calls,
        "table": copies.table,
        "places": _places,
        "objects": _objects,
        "isWhole": _whole,
        "shallowFrom": _shallow_from,
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
    for module in (calls, copies, given, scopes):
        module.stop()
    for each in (_lines, _calls_of, _written, _numbers, _places, _objects):
        each.clear()


def event_of(frame):
    """The event that a frame of the script is at, but none before the one that was last asked for; -1 where nothing is traced."""
    global _told
    if not is_on:
        return -1
    for state in reversed(stack):
        if state.frame is frame:
            _told = max(_told, state.event)
            break
    return _told


def wrote(value):
    """A value has been written to."""
    if not is_on:
        return
    found = known.known(value)
    if found is None or found.data is None:
        if id(value) not in model_of:
            return
        found = known.identify(value)
    both = known.numbers(value)
    if both is not None:
        _write(found, both)


def look():
    """Values that the engine holds may have changed."""
    if not is_on:
        return
    for _, _, parameter in models.places():
        known.identify(parameter)
    for value, found in known.all_known():
        if hasattr(value, "_id") and (found.data is not None or id(value) in model_of):
            both = known.numbers(value)
            if both is not None and both != (found.data, found.grad):
                _write(found, both)


def _write(found, both):
    known.note_numbers(found, both)
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
        frame = _getframe(1)
        state = stack[-1] if stack else None
        if state is None or state.frame is not frame:
            state = calls.turn_to(frame, code, _now)
        statement = _statements.get(line, line)
        if statement != state.statement and not state.hidden:
            _execute(state, statement)
    except _TooDeep:
        raise
    except _Anything:
        _end()


def _on_jump(code, offset, destination):
    if not is_on or show.busy:
        return None
    statement = scopes.of(code).rounds.get(offset)
    if statement is None:
        return sys.monitoring.DISABLE
    if show.stopping:
        raise KeyboardInterrupt
    try:
        frame = _getframe(1)
        state = stack[-1]
        if state.frame is not frame:
            state = calls.turn_to(frame, code, _now)
        if not state.hidden:
            _execute(state, statement)
    except _TooDeep:
        raise
    except _Anything:
        _end()
    return None


def _on_start(code, offset):
    frame = _getframe(1)
    # A generator begins. Another may have waited where it is now.
    calls.suspended.pop(id(frame), None)
    if not is_on or show.busy:
        return
    line = scopes.of(code).begins
    if not line:
        return
    if show.stopping:
        raise KeyboardInterrupt
    try:
        state = calls.turn_to(frame, code, _now)
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
        frame = _getframe(1)
        state = calls.turn_to(frame, code, _now)
        stack.pop()
        if not state.hidden:
            given.finish(state, _now)
        # While it waits, nothing of the script is held for its sake.
        state.frame = None
        state.names = {
            name: made if type(made[0]) in _PLAIN else (copies.GONE, made[1], None) for name, made in state.names.items()
        }
        calls.suspended[id(frame)] = state
    except _TooDeep:
        raise
    except _Anything:
        _end()


def _on_return(code, offset, value):
    if not is_on or show.busy or not stack:
        return
    try:
        frame = _getframe(1)
        state = stack[-1]
        if state.frame is not frame:
            state = calls.under_way(frame)
            if state is None:
                return
        if state is stack[0]:
            return  # the script itself: its names stay
        if not state.hidden:
            given.finish(state, _now, leaves=True)
        stack.pop()
    except _TooDeep:
        raise
    except _Anything:
        _end()


def _execute(state, statement):
    """A statement is about to be executed."""
    global _now
    if state.reads is not None or state.scope.everything is not None:
        given.finish(state, _now)
    reads = state.reads = state.scope.reads.get(statement)
    if reads is not None:
        state.round = state.statement in reads.body
    _now = state.event = len(_lines)
    state.statement = statement
    _lines.append(statement)
    _calls_of.append(state.call)
    if _now + 1 == MOST_IN_DETAIL:
        _step_over_values()
    if _now + 1 >= MOST_EVENTS or (not _now & 63 and (copies.size > LARGEST or len(given.given) > 4 * MOST_GIVEN)):
        _end()


def _step_over_values():
    """The script has done much: from here on a method of its own values is part of the line that calls it."""
    global _shallow_from
    inside = tuple(f"{kind.__qualname__}." for kind in show.value_classes if kind.__module__ == "__main__")
    for each in show.codes(_code):
        if each.co_qualname.startswith(inside):
            sys.monitoring.set_local_events(TOOL, each, 0)
            calls.step_over(each)
            _shallow_from = len(_lines)


def _end():
    """The script goes on without being followed: it has done too much."""
    global is_on, _whole
    is_on = _whole = False
    stack.clear()
    calls.suspended.clear()
    _ignore()


def _ignore():
    if _code is not None and sys.monitoring.get_tool(TOOL) == show.NAME:
        for each in show.codes(_code):
            sys.monitoring.set_local_events(TOOL, each, 0)
