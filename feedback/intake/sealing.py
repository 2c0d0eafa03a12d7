"""The keys to which devices seal: the newest is handed out, every one of them opens."""

from __future__ import annotations

import json
import re
import secrets
from base64 import urlsafe_b64decode
from typing import cast

from flask import current_app
from joserfc import jwe
from joserfc.jwk import ECKey
from joserfc.registry import Header

from feedback import clock, store
from feedback.settings import LARGEST_BODY
from feedback.store import events, sealing_keys
from feedback.store.sealing_keys import PublicKey

CURVE = "P-256"
ALGORITHMS = ("ECDH-ES", "A256GCM")
KID = re.compile(r"[0-9a-f]{16}")
_KEPT = "feedback_sealing_keys"


class _Registry(jwe.JWERegistry):
    """What we open: one algorithm, never compressed, as large as a form may be."""

    max_ciphertext_length = LARGEST_BODY


_REGISTRY = _Registry(algorithms=ALGORITHMS)


def public_key() -> PublicKey:
    """The key to seal to now. The first one is made when it is first asked for."""
    found = sealing_keys.newest()
    if found:
        return found
    with store.transaction():
        return sealing_keys.newest() or _make()


def rotate(actor: str) -> PublicKey:
    """Make a newer key to seal to. What was sealed to an older one still opens."""
    with store.transaction():
        made = _make()
        events.record(clock.now(), actor, "key.rotated", made.kid)
    return made


def unseal(sealed: str) -> bytes | None:
    """What is inside a JWE in its compact form; None when none of our keys opens it."""
    key = _key(_kid(sealed))
    if key is None:
        return None
    try:
        return jwe.decrypt_compact(sealed, key, registry=_REGISTRY).plaintext
    except Exception:  # whatever the library raises for a text that anybody may send, it means the same
        return None


def _make() -> PublicKey:
    """Two processes may make one each at the same moment: both open, the one with the greater number seals."""
    pair, kid = ECKey.generate_key(CURVE), secrets.token_hex(8)
    public = {name: str(value) for name, value in pair.as_dict(private=False).items()}
    sealing_keys.add(kid, public, json.dumps(pair.as_dict(private=True)), clock.today())
    return PublicKey(kid, public)


def _kid(sealed: str) -> str:
    """The name of the key in the header, or ""."""
    part = sealed.partition(".")[0]
    if len(part) > _REGISTRY.max_protected_header_length:
        return ""
    try:
        header = cast(Header, json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4))))
        return str(header.get("kid", ""))
    except (ValueError, AttributeError, RecursionError):
        return ""


def _key(kid: str) -> ECKey | None:
    """A private key, read once: a key never changes."""
    kept = cast(dict[str, ECKey], current_app.extensions.setdefault(_KEPT, {}))
    if kid not in kept:
        found = sealing_keys.private(kid) if KID.fullmatch(kid) else None
        if found is None:
            return None
        kept[kid] = ECKey.import_key(json.loads(found))
    return kept[kid]
