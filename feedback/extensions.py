"""The extensions that the officers' side shares: sign-in, flood control, languages."""

from __future__ import annotations

from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_security import Security
from flask_wtf.csrf import CSRFProtect

security = Security()
csrf = CSRFProtect()
limiter = Limiter(key_func=get_remote_address)
babel = Babel()
