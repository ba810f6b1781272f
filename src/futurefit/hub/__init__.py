"""What officers see of the course on their own Jupyter server: My labs, from the first click to the feedback.

A Jupyter server extension; it is enabled by its name, for one server or for all:

    c.ServerApp.jpserver_extensions = {"futurefit.hub": True}
"""

from __future__ import annotations

from typing import Any

from futurefit.hub.my_labs.extension import ADDRESS, load_extension

__all__ = ["ADDRESS"]


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    """Asked by Jupyter Server, which then calls `_load_jupyter_server_extension`."""
    return [{"module": "futurefit.hub"}]


_load_jupyter_server_extension = load_extension
