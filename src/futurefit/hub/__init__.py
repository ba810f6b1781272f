"""What officers see of the course on their own Jupyter server: My labs, from the first click to the feedback.

A Jupyter server extension; it is enabled by its name, for one server or for all:

    c.ServerApp.jpserver_extensions = {"futurefit.hub": True}
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

ADDRESS = "/futurefit/my-labs"  # below the server's own base address
#: Where JupyterLab finds the strip above an open lab: one of its `LabApp.extra_labextensions_path`.
LABEXTENSIONS = Path(__file__).parent / "labextensions"


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    """Asked by Jupyter Server, which then calls `_load_jupyter_server_extension`."""
    return [{"module": "futurefit.hub"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the addresses of My labs to a Jupyter server."""
    from futurefit.hub.my_labs.extension import load  # whoever asks for the address needs no web server

    load(server)
