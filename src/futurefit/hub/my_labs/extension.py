"""My labs as an extension of one person's Jupyter server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join

from futurefit.hub.my_labs.desk import Desk
from futurefit.hub.my_labs.handlers import ROUTES


def load(server: Any) -> None:
    """Add the addresses of My labs to a Jupyter server, for the folders that its JupyterLab shows."""
    application = server.web_app
    application.settings["futurefit_desk"] = Desk(Path(server.root_dir).resolve())
    base = application.settings["base_url"]
    application.add_handlers(".*$", [(url_path_join(base, path), *rest) for path, *rest in ROUTES])
