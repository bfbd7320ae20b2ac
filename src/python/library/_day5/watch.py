"""Watches a script from outside: what its models and values do, on which line, and what its names are given.

Everything is announced to the host *before* it takes effect. The host reads the parameters at every announcement: what it
reads is the state after whatever was announced before. Nothing here judges, and nothing changes what the script computes.

What happens, from the script to the host, each in a module of its own:

- `hooks` finds the classes of values and of models as they are built, and puts the methods of `wrappers` in place of theirs.
- `wrappers` notice that something is about to happen: an operation, a call, a `backward`, a write to a parameter.
- `where` knows on which line of the script that is, `models` which model it happens to.
- `trace`, where it is asked for, notes every line that is executed, and what it changes (`assigned`, `copies`).
- `announcements` tells the host so, after the rest of what was announced before: the value built last, the numbers of
  parameters, what a model has said (`predictions`, `samples`) and what of it goes backward (`origins`), what names were
  given and printed (`show`).
"""

from . import announcements, hooks, models, origins, predictions, show, trace, where, wrappers


def start(host, main, tree, traced):
    """Begins to watch the script `main`, whose syntax tree places lines and names; `traced`: line by line."""
    statements = show.statements(tree)
    where.start(main, statements)
    models.start(host, _joined)
    predictions.start(host)
    origins.start()
    announcements.start(host)
    show.start(tree, main)
    if traced:
        trace.start(main, tree, statements, wrappers.quietly)
        hooks.trace_values()
    hooks.start()
    wrappers.start()


def stop():
    """Announces what is still under way, and watches no more."""
    hooks.stop()
    if wrappers.is_watching():
        predictions.tell()
        announcements.tell_rest()
    trace.stop()
    wrappers.stop()
    announcements.stop()
    predictions.stop()
    origins.stop()
    models.stop()
    where.stop()


def _joined(index, other):
    """The model `other` has become part of another: nothing may stand for it any more."""
    predictions.forget(other)
    origins.join(index, other)
    announcements.rename(other, index)
