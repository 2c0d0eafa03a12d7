"""How comments are read: the share that a second officer reads too, and whether the machine's guess waits until the reader has chosen."""

from __future__ import annotations

from feedback import clock, store
from feedback.store import council, events


def change(second_share: int, guess_hidden: bool, actor: str) -> bool:  # noqa: FBT001 - a value that is kept, it splits nothing
    """Keep both, from the next comment on; False when nothing is different. `second_share`: whole per cents from 0 to 100."""
    wanted = {"second_share": second_share, "guess_hidden": guess_hidden}
    now = council.current()
    if wanted == {name: getattr(now, name) for name in wanted}:
        return False
    with store.transaction():
        council.change(wanted)
        events.record(clock.now(), actor, "reading.settings_changed", "council", **wanted)
    return True
