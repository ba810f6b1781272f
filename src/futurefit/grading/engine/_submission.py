"""One submission on its way through both kernels: what runs where and when, and what is done when a kernel is lost."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from contextlib import ExitStack
from itertools import takewhile
from typing import Any, Self

from futurefit.grading.engine import _changes
from futurefit.grading.engine import plan as plans
from futurefit.grading.engine.job import Job
from futurefit.grading.engine.plan import Cell, Kind, Plan
from futurefit.grading.kernels._channel import pair
from futurefit.grading.kernels._outputs import Outputs, Shown
from futurefit.grading.kernels.warm import Kernel, KernelLost, WarmParent

GRACE = 2.0  # seconds that a cell has to stop after it was interrupted
_NAMES = 20.0  # seconds within which an officer's answers must have come over
MOST_LOST = 12  # kernels that one submission may end before its other cells are left out


class Submission:
    """One notebook on its way through both kernels.

    The officer's cells run first, all of them. Where a test stands among them, the officer's kernel leaves a *post*: a
    fork of itself that waits. Then the examiner runs the tests, each against its post. So a test finds the answers as
    they were at its place, and nothing of the officer's that is shown can have seen what a test asked.
    """

    def __init__(self, job: Job, plan: Plan, parent: WarmParent) -> None:
        self.notebook: dict[str, Any] = json.loads(job.notebook)
        self.notes: list[str] = []
        self.cell_seconds = 0.0
        self.job, self.plan = job, plan
        self._parent = parent
        self._shown = Shown(), Shown()  # by the officer's kernel, and by the examiner's
        self.until = time.monotonic() + job.settings.total_seconds
        self.cells: list[Cell] = [c for c in self.notebook.get("cells", []) if c.get("cell_type") == "code"]
        self._kinds = [plans.kind_of(cell) for cell in self.cells]
        self.inside = {
            place
            for place, kind in enumerate(self._kinds)
            if kind is Kind.TEST and (plan.inside or plans.name_of(self.cells[place]) in job.ways.inside)
        }
        self.outputs: dict[int, Outputs] = {}  # place of a cell -> its outputs
        written = [plans.parse(plans.text_of(c)) for c in self.cells if plans.name_of(c) in plan.blank]
        self._extra = plan.extra(set().union(*map(plans.bound_names, written)))
        self._given = list(plan.leading) if parent.ran_setup else []  # run in the parent already
        # the officer's kernel
        self._officer: Kernel | None = None
        self._lost = 0
        self._skipped: set[int] = set()  # places of cells that are not run again
        self._post_of: dict[int, int] = {}  # place of a test -> number of its post
        self._posts: dict[int, socket.socket] = {}  # number of a post that was not asked yet -> the examiner's end
        self._spares: dict[int, socket.socket] = {}  # the same for a second time, where a post can be asked twice
        # the examiner's kernel
        self._examiner: Kernel | None = None
        self._joined = -1  # number of the post that the examiner is joined to
        self._step = 0  # place of the next step of the plan
        self._set_ups: list[str] = []  # what it ran besides tests
        self.puts = True  # whether what an answer changes in its arguments is changed in the examiner's own, too
        self._told_puts = True  # what the examiner knows of that
        self.changed: set[int] = set()  # places of tests in which that was done
        self._set_up_changed = False  # whether it was done in a set-up cell

    def all(self) -> None:
        """Run all cells."""
        self._run_officer()
        if self.tests:
            self._examiner = self._parent.fork(examiner=True)
            for place in self.tests:
                outputs = self.outputs[place] = Outputs(self._shown[1])
                start = time.monotonic()
                self.test(place, outputs)
                self.cell_seconds += time.monotonic() - start
            _changes.judge(self)
        for place, cell in enumerate(self.cells):
            found = self.outputs[place].list
            for output in found:
                if output["output_type"] == "execute_result":
                    output["execution_count"] = place + 1
            cell["outputs"], cell["execution_count"] = found, place + 1

    def close(self) -> None:
        for kernel in (self._officer, self._examiner):
            if kernel:
                kernel.kill()
        self._close_posts()

    def another(self, *, job: Job | None = None, fresh: bool = True) -> Self:
        """A further run, for tests alone, which begins as this one did. Close it, too.

        Args:
            job: of another notebook of the lab.
            fresh: whether the officer's cells run again; else what is left of this run is used, which ends it.
        """
        other = type(self)(job or self.job, self.plan, self._parent)
        if job is None:
            other.until, other._skipped = self.until, set(self._skipped)
        if not fresh:
            other._officer, self._officer = self._officer, None
            other._posts, self._spares = self._spares, {}
            other._post_of = dict(self._post_of)
        return other

    @property
    def tests(self) -> list[int]:
        """The places of the tests that run apart."""
        return [place for place, kind in enumerate(self._kinds) if kind is Kind.TEST and place not in self.inside]

    def _seconds(self, cell: Cell, kind: Kind) -> float:
        place = self.plan.places.get(plans.name_of(cell))
        own = self.plan.steps[place].seconds if place is not None else None
        usual = self.job.settings.explore_seconds if kind is Kind.EXPLORE else self.job.settings.cell_seconds
        return min(own or usual, max(0.1, self.until - time.monotonic()))

    # the officer's kernel

    def _run_officer(self) -> None:
        """Run the officer's cells; where one ends the kernel, run them again in another without it."""
        while not self._runs_through():
            self._drop_officer()
            if not self._goes_on:
                for place, kind in enumerate(self._kinds):
                    if place not in self.outputs and (kind is not Kind.TEST or place in self.inside):
                        outputs = self.outputs[place] = Outputs(self._shown[0])
                        outputs.fail(
                            "NotRun", "This cell was left out: the others took too long, or ended Python too often."
                        )
                return

    @property
    def _goes_on(self) -> bool:
        """Whether a kernel that was lost is started once more."""
        return self._lost <= MOST_LOST and time.monotonic() < self.until

    def _runs_through(self) -> bool:
        """Run the officer's cells once. What ran before is run again without a look at its outputs.

        Returns:
            False where the kernel was lost.
        """
        self._close_posts()
        self._post_of.clear()
        self._officer = self._parent.fork(examiner=False, files=self.job.files)
        given, post, moved = list(self._given), 0, True
        for place, cell in enumerate(self.cells):
            source, kind = plans.text_of(cell), self._kinds[place]
            if given and source == given[0]:
                outputs = self._parent.outputs[len(self._given) - len(given)]
                given.pop(0)
                self.outputs[place] = taken = Outputs(self._shown[0])
                for output in outputs:
                    taken.add(output)
            elif kind is Kind.TEST and place not in self.inside:
                if moved:
                    post, moved = post + 1, False
                    if not self._leaves_post(post, place):
                        return False
                self._post_of[place] = post
                if plans.name_of(cell) in self.job.ways.shown and place not in self._skipped:
                    moved = True
                    if not self._shows(place, source):
                        return False
            else:
                moved = True
                if kind is not Kind.EXPLORE:
                    given = []  # what comes after may build on what this one changes
                if place not in self._skipped and not self._answers(cell, place, source, kind):
                    return False
        return True

    def _answers(self, cell: Cell, place: int, source: str, kind: Kind) -> bool:
        """Run a cell in the officer's kernel; False where that was lost."""
        assert self._officer
        name, within = plans.name_of(cell), self._seconds(cell, kind)
        again = place in self.outputs
        outputs = Outputs(self._shown[0])
        start = time.monotonic()
        try:
            self._officer.run(source, (lambda _: None) if again else outputs.add, within=within)
        except TimeoutError:
            self._skipped.add(place)
            stopped = self._is_stopped(outputs.add)
            if kind is Kind.EXPLORE:
                outputs.say(f"This cell was stopped after {within:g} seconds. It gives no points and costs none.")
            else:
                outputs.fail("TimeoutError", f"This cell ran longer than {within:g} seconds and was stopped.")
            self.notes.append(f"Cell {name} ran longer than {within:g} seconds and was stopped.")
            return stopped
        except KernelLost:
            self._skipped.add(place)
            outputs.fail(
                "KernelEnded",
                "The code ended Python, or used more memory than there is. The other cells were run without it.",
            )
            self.notes.append(f"Cell {name} ended its kernel; the others were run without it.")
            return False
        finally:
            if not again:
                self.outputs[place] = outputs
            self.cell_seconds += time.monotonic() - start
        return True

    def _shows(self, place: int, source: str) -> bool:
        """Run a test's text for its names, after its post was left; False where the kernel was lost."""
        assert self._officer
        try:
            self._officer.run(source, lambda _: None, within=self._seconds(self.cells[place], Kind.TEST))
        except TimeoutError:
            self._skipped.add(place)
            return self._is_stopped(lambda _: None)
        except KernelLost:
            self._skipped.add(place)
            return False
        return True

    def _is_stopped(self, emit: Callable[[Any], None]) -> bool:
        """Interrupt the officer's cell that is running; False where it does not stop."""
        assert self._officer
        self._officer.interrupt()
        try:
            self._officer.finish(emit, within=GRACE)
        except (TimeoutError, KernelLost):
            return False
        return True

    def _leaves_post(self, number: int, place: int) -> bool:
        """Have the officer's kernel leave a post for the tests from this place on; False where it is lost."""
        assert self._officer
        with ExitStack() as ends:
            officers, self._posts[number] = pair()
            files = [ends.enter_context(officers).fileno()]
            if self._is_doubted(place):  # a fork more
                spare, self._spares[number] = pair()
                files.append(ends.enter_context(spare).fileno())
            try:
                asked = {name: list(has) for name, has in self.plan.classes.items()}
                post = {"do": "post", "number": number, "classes": asked}
                reply = self._officer.ask(post, files, within=self.job.settings.cell_seconds)
            except (KernelLost, TimeoutError):
                return False
        if number in self._spares and not reply.get("twice"):
            self._spares.pop(number).close()
        return True

    def _is_doubted(self, place: int) -> bool:
        """Whether a test of those that stand here together had to be run once more for another submission."""
        together = takewhile(lambda one: self._kinds[one] is Kind.TEST, range(place, len(self.cells)))
        return any(plans.name_of(self.cells[one]) in self.plan.doubted for one in together)

    def _drop_officer(self) -> None:
        """End the officer's kernel with its posts; another one takes its place."""
        if self._officer:
            self._officer.kill()
        self._officer = None
        self._joined = -1
        self._lost += 1

    def _close_posts(self) -> None:
        for posts in (self._posts, self._spares):
            while posts:
                posts.popitem()[1].close()

    # the examiner's kernel

    def test(self, place: int, outputs: Outputs) -> None:
        """Run the test at this place in the examiner's kernel."""
        cell = self.cells[place]
        name, source, within = plans.name_of(cell), plans.text_of(cell), self._seconds(cell, Kind.TEST)
        try:
            self._catch_up(name, place)
            if not self._join(place):
                outputs.fail(
                    "NotAnswered", "The code of this notebook ended Python again and again: no test can ask it."
                )
                return
            assert self._examiner
            self._tell_puts()
            self._examiner.run(source, outputs.add, within=within, lends=self.job.ways.lends.get(name, ()))
            if self._examiner.broken:
                self._joined = -1
            if self._has_changed() or self._set_up_changed:
                self.changed.add(place)
        except TimeoutError:
            self._stop_test(outputs.add)
            outputs.fail("TimeoutError", f"This test ran longer than {within:g} seconds and was stopped.")
            self.notes.append(f"Test {name} ran longer than {within:g} seconds and was stopped.")
        except KernelLost:
            self._examiner = None
            outputs.fail("KernelEnded", "The test ended its own kernel.")
            self.notes.append(f"Test {name} ended the examiner's kernel: look at the test and at what it was given.")

    def _tell_puts(self) -> None:
        if self._examiner and self.puts != self._told_puts:
            self._has_changed()

    def _has_changed(self) -> bool:
        """Whether answers have changed what they were given, since this was last asked."""
        assert self._examiner
        self._told_puts = self.puts
        return bool(self._examiner.ask({"do": "changes", "put": self.puts}, within=_NAMES).get("some"))

    def _stop_test(self, emit: Callable[[Any], None]) -> None:
        """Stop a test: first the officer's code that it waits for, then the test itself."""
        if self._officer:
            self._officer.interrupt()
            if self._examiner_ends(emit):
                return
            self._drop_officer()
            if self._examiner_ends(emit):
                return
        if self._examiner:
            self._joined = -1
            self._examiner.interrupt()
            if not self._examiner_ends(emit) and self._examiner:
                self._examiner.kill()
                self._examiner = None

    def _examiner_ends(self, emit: Callable[[Any], None]) -> bool:
        try:
            if self._examiner:
                self._examiner.finish(emit, within=GRACE)
                if self._examiner.broken:
                    self._joined = -1
                return True
        except TimeoutError:
            pass
        except KernelLost:
            self._examiner = None
        return False

    def _catch_up(self, test: str, place: int) -> None:
        """Run the lab's own set-up cells that stand before a test, in the examiner."""
        self._need_examiner()
        end = self.plan.places.get(test, len(self.plan.steps))
        while self._step < end:
            step = self.plan.steps[self._step]
            first = self._step < len(self.plan.steps) and not any(
                one.kind is Kind.ANSWER for one in self.plan.steps[: self._step]
            )
            self._step += 1
            if step.kind is Kind.ANSWER and (imports := plans.imports_of(step.source)):
                self._set_up(imports)
            elif step.kind is Kind.SETUP and not (self._given and first):
                if not first:
                    self._join(place)  # it may use the answers
                self._set_up(step.source)

    def _set_up(self, source: str) -> None:
        try:
            assert self._examiner
            self._tell_puts()
            self._examiner.run(source, lambda _: None, within=self.job.settings.cell_seconds)
            self._set_ups.append(source)
            self._set_up_changed |= self._has_changed()
        except TimeoutError:
            self._stop_test(lambda _: None)
            self.notes.append("A set-up cell of the lab did not come to its end: it may use an answer that never ends.")
        except KernelLost:
            self._examiner = None
        self._need_examiner()

    def _need_examiner(self) -> None:
        """Have the examiner's kernel: where it was lost, another one in which the set-up has run again."""
        if self._examiner:
            return
        self._examiner = self._parent.fork(examiner=True)
        self._joined, self._told_puts = -1, True
        self._tell_puts()
        for source in list(self._set_ups):
            try:
                self._examiner.run(source, lambda _: None, within=self.job.settings.cell_seconds)
            except (TimeoutError, KernelLost):
                self._set_ups.remove(source)
                self._examiner.kill()
                self._examiner = None
                self._need_examiner()
                return

    def _join(self, place: int) -> bool:
        """Join the examiner to the post of a test, and bring the answers over.

        Returns:
            False where there is no officer's kernel any more.
        """
        number = self._post_of.get(place, 0)
        if number and number == self._joined:
            return True
        if number not in self._posts or self._officer is None:  # it was asked before, and is gone
            self._drop_officer()
            while self._goes_on and not self._runs_through():
                self._drop_officer()
            number = self._post_of.get(place, 0)
            if number not in self._posts:
                return False
        assert self._examiner and self._officer
        within = self.job.settings.cell_seconds
        with self._posts.pop(number) as examiners:
            try:
                self._officer.ask({"do": "turn", "number": number}, within=within)
            except (KernelLost, TimeoutError):
                self._drop_officer()
                return self._join(place) if self._goes_on else False
            asked = {name: list(has) for name, has in self.plan.classes.items()}
            line = {"do": "line", "classes": asked, "set_up": sorted(self.plan.own - self.plan.changed)}
            self._examiner.ask(line, [examiners.fileno()], within=within)
        self._joined = number
        try:
            names = {"do": "names", "names": sorted(self.plan.answers), "extra": self._extra}
            self._examiner.ask(names | {"soft": sorted(self.plan.changed)}, within=_NAMES)
        except TimeoutError:  # the officer's values do not come over: without them, the test fails
            self._drop_officer()
            self._examiner.wait(within=GRACE)
        return True
