"""The addresses of My labs: each reads or does one thing at the desk, and shows a page."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, select_autoescape
from jupyter_server.base.handlers import FileFindHandler, JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

from futurefit.hub import ADDRESS
from futurefit.hub.my_labs import view
from futurefit.hub.my_labs.desk import Desk, DeskError, ready
from futurefit.hub.my_labs.standing import Standing, TaskState
from futurefit.hub.my_labs.words import LANGUAGES, Language, Words

HERE = Path(__file__).parent
COOKIE = "futurefit-language"
_KEPT_DAYS = 400  # the most that browsers keep a cookie
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
# A page of feedback shows what an officer wrote: no script of it runs, even opened by itself.
_FEEDBACK_POLICY = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'"
_CODES = {"no_lab": 404, "no_feedback": 404, "not_allowed": 403, "expired": 403}
_CODES |= {"full": 507, "no_exchange": 503, "failed": 500}  # all else is 409, a conflict with how things stand

_templates = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=select_autoescape(default=True),
    trim_blocks=True,
    lstrip_blocks=True,
)
# One at a time: nbgrader's classes are not made for two at once, and a second click on Submit must see the first one's.
_at_the_desk = ThreadPoolExecutor(1, thread_name_prefix="my-labs")


class Handler(JupyterHandler):
    """What all pages share: the desk, the language, the frame."""

    @property
    def desk(self) -> Desk:
        return cast(Desk, self.settings["futurefit_desk"])

    @property
    def language(self) -> Language:
        chosen = self.get_cookie(COOKIE)
        return "ms" if chosen == "ms" else "en"

    @property
    def say(self) -> Words:
        return Words(self.language)

    @property
    def content_security_policy(self) -> str:
        return _POLICY

    def address(self, *parts: str) -> str:
        """An address of My labs on this server."""
        return url_path_join(self.base_url, ADDRESS, *map(quote, parts))

    async def ask(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """Do something at the desk, away from the server's loop."""
        return await asyncio.get_running_loop().run_in_executor(_at_the_desk, work, *arguments)

    def show(self, template: str, *, title: str, status: int = 200, **values: Any) -> None:
        """Send a page."""
        self.set_status(status)
        self.set_header("Cache-Control", "no-store")
        self.finish(
            _templates.get_template(template).render(
                say=self.say,
                title=title,
                language=self.language,
                languages=LANGUAGES,
                here=self.request.path if self.request.method == "GET" else self.address(),
                home=self.address(),
                static=lambda name: self.address("static", name),
                full=url_path_join(self.base_url, "lab"),
                xsrf=self.xsrf_token.decode(),
                **values,
            )
        )

    def told(self, error: DeskError, status: int | None = None) -> None:
        """Show what went wrong as a sentence."""
        if error.__cause__ is not None:
            self.log.warning("My labs: %s", error.told, exc_info=error.__cause__)
        self.show(
            "problem.html",
            title=self.say("problem_title"),
            sentence=self.say(error.told, **error.values),
            status=status or _CODES.get(error.told, 409),
        )

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Errors are a page in the reader's language, too; the log has the rest."""
        if status_code == 403 and self.request.method == "POST":
            self.told(DeskError("expired"))
        elif status_code == 404:
            self.told(DeskError("no_lab"))
        else:
            self.told(DeskError("failed"), status_code)


Method = Callable[..., Awaitable[None]]


def guarded(method: Method) -> Method:
    """For the person of this server only; a DeskError becomes a page."""

    @web.authenticated
    @wraps(method)
    async def inner(self: Handler, *arguments: str) -> None:
        try:
            await method(self, *arguments)
        except DeskError as error:
            self.told(error)

    return cast(Method, inner)


class MyLabs(Handler):
    """The labs."""

    @guarded
    async def get(self) -> None:
        programme, standings = await self.ask(self.desk.standings)
        page = view.my_labs(programme, standings, datetime.now(UTC), self.say)
        self.show("my_labs.html", title=self.say("page_title"), page=page)


class Choose(Handler):
    """The language, which stays."""

    @guarded
    async def post(self) -> None:
        chosen = self.get_body_argument("language", "en")
        self.set_cookie(
            COOKIE,
            chosen if chosen in LANGUAGES else "en",
            path=self.base_url,
            expires_days=_KEPT_DAYS,
            samesite="Lax",
            httponly=True,
        )
        back = self.get_body_argument("here", "")
        own = back == self.address() or back.startswith(self.address() + "/")
        self.redirect(back if own else self.address(), status=303)


class Start(Handler):
    """Fetch a lab, then open it."""

    @guarded
    async def post(self, slug: str) -> None:
        notebook = await self.ask(self.desk.start, slug)
        self.redirect(_document(self.base_url, notebook), status=303)


class Open(Handler):
    """Open a lab where it is."""

    @guarded
    async def get(self, slug: str) -> None:
        notebook = await self.ask(self.desk.notebook, slug)
        self.redirect(_document(self.base_url, notebook), status=303)


class Strip(Handler):
    """What the strip above the open lab shows, as JSON."""

    @guarded
    async def get(self, slug: str) -> None:
        standing: Standing = await self.ask(self.desk.standing, slug)
        notebook: Path = await self.ask(self.desk.notebook, slug)
        shown = asdict(view.strip(standing, self.say))
        self.finish(shown | {"path": notebook.as_posix(), "submit": self.address(slug, "submit")})


class PutBack(Handler):
    """Give a renamed folder its own name again."""

    @guarded
    async def post(self, slug: str) -> None:
        await self.ask(self.desk.put_back, slug)
        self.redirect(self.address(), status=303)


class Fresh(Handler):
    """Ask once, then fetch the lab anew, with the officer's copy kept."""

    @guarded
    async def get(self, slug: str) -> None:
        standing: Standing = await self.ask(self.desk.standing, slug)
        self.show(
            "fresh.html",
            title=self.say("fresh_title", lab=standing.lab.title.get(self.language)),
            action=self.address(slug, "fresh"),
        )

    @guarded
    async def post(self, slug: str) -> None:
        notebook = await self.ask(self.desk.fresh, slug)
        self.redirect(_document(self.base_url, notebook), status=303)


class Submit(Handler):
    """Ask once, then hand in."""

    @guarded
    async def get(self, slug: str) -> None:
        standing: Standing = await self.ask(self.desk.standing, slug)
        work = ready(standing)
        now = datetime.now(UTC)
        lab = standing.lab.title.get(self.language)
        by_state = {state: [task for task in work.tasks if task.state is state] for state in TaskState}
        lists = [(f"ask_{state}", by_state[state]) for state in (TaskState.BLANK, TaskState.RED, TaskState.WRITTEN)]
        saved = work.saved or now
        self.show(
            "submit.html",
            title=self.say("ask_title", lab=lab),
            lists=[(self.say(key), tasks) for key, tasks in lists if tasks],
            saved=f"{self.say.moment(saved, now)} ({self.say.distance(saved, now)})",
            late=self.say("ask_late", when=self.say.moment(standing.lab.due, now))
            if standing.lab.due and view.is_late(standing, now)
            else "",
            action=self.address(slug, "submit"),
        )

    @guarded
    async def post(self, slug: str) -> None:
        done = await self.ask(self.desk.submit, slug)
        self.redirect(self.address(slug, "handed-in") + ("?again=1" if done.again else ""), status=303)


class HandedIn(Handler):
    """What was handed in, and when."""

    @guarded
    async def get(self, slug: str) -> None:
        standing: Standing = await self.ask(self.desk.standing, slug)
        if not standing.submissions:
            raise DeskError("gone")
        now = datetime.now(UTC)
        work = standing.work
        self.show(
            "handed_in.html",
            title=self.say("done_title", lab=standing.lab.title.get(self.language)),
            when=self.say("done_when", when=self.say.moment(standing.submissions[-1].at, now)),
            again=self.get_query_argument("again", "") == "1",
            progress=view.progress(work.tasks, self.say) if work and not work.changed else "",
        )


class Feedback(Handler):
    """The feedback in the page, with the way back."""

    @guarded
    async def get(self, slug: str) -> None:
        standing: Standing = await self.ask(self.desk.standing, slug)
        if not standing.feedback:
            raise DeskError("no_feedback")
        marks = standing.feedback.marks
        self.show(
            "feedback.html",
            title=self.say("feedback_title", lab=standing.lab.title.get(self.language)),
            points=view.points(marks, self.say) if marks else "",
            page=self.address(slug, "feedback", "page"),
        )


class FeedbackPage(Handler):
    """The page itself, as it was made, without any power."""

    @property
    def content_security_policy(self) -> str:
        return _FEEDBACK_POLICY

    @guarded
    async def get(self, slug: str) -> None:
        page = await self.ask(self.desk.feedback, slug)
        self.set_header("Cache-Control", "no-store")
        self.finish(page)


def _document(base_url: str, notebook: Path) -> str:
    """JupyterLab on this one document."""
    return url_path_join(base_url, "doc/tree", quote(notebook.as_posix()))


_STATIC = {"path": [str(HERE / "static")], "no_cache_paths": ["/"]}  # a newer version shows at once
_LAB = r"([A-Za-z0-9._-]+)"
ROUTES: list[tuple[Any, ...]] = [
    (ADDRESS + "/?", MyLabs),
    (ADDRESS + "/language", Choose),
    (
        ADDRESS + r"/static/([a-z-]+\.(?:css|js|svg))",
        FileFindHandler,
        {"path": [str(HERE / "static")], "no_cache_paths": ["/"]},
    ),
    (f"{ADDRESS}/{_LAB}/start", Start),
    (f"{ADDRESS}/{_LAB}/open", Open),
    (f"{ADDRESS}/{_LAB}/strip", Strip),
    (f"{ADDRESS}/{_LAB}/put-back", PutBack),
    (f"{ADDRESS}/{_LAB}/fresh", Fresh),
    (f"{ADDRESS}/{_LAB}/submit", Submit),
    (f"{ADDRESS}/{_LAB}/handed-in", HandedIn),
    (f"{ADDRESS}/{_LAB}/feedback", Feedback),
    (f"{ADDRESS}/{_LAB}/feedback/page", FeedbackPage),
]
