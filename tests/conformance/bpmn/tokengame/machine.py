"""The token game itself (BPMN 2.0.2, chapter 13): tokens come to nodes, work there, leave over flows."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tests.conformance.bpmn.tokengame import acting, catching, joins, many, undoing, values
from tests.conformance.bpmn.tokengame.drawn import Flow, Level, Node
from tests.conformance.bpmn.tokengame.places import Frame, Trace, Wait, Work
from tests.conformance.bpmn.tokengame.values import Env, Stuck

Jobs = Mapping[str, Mapping[str, Any]]


class Machine:
    """One case. Jobs whose type is not in `jobs` stay open."""

    def __init__(
        self,
        processes: dict[str, Level],
        jobs: Jobs,
        decisions: Mapping[str, Callable[..., Any]],
        now: datetime,
    ) -> None:
        self.processes = processes
        self.jobs = jobs
        self.decisions = decisions
        self.now = now
        self.frames: list[Frame] = []
        self.agenda: deque[tuple[Work, Callable[[], None]]] = deque()
        self.waits: list[Wait] = []
        self.trace = Trace()
        self.count = 0

    def start(self, process: str, variables: dict[str, Any], begin: str | None = None) -> None:
        """Begin at the none start, or at the start event that `begin` names by id or message."""
        level = self.processes[process]
        frame = Frame(level, Env({} if begin else dict(variables)))
        self.first = frame
        self.open(frame)
        named = [
            node
            for node in level.nodes.values()
            if node.tag == "startEvent"
            and begin
            and begin in {node.id, node.event.name if node.event else None}
        ]
        for node in named or level.starts:
            self.begin(frame, node, dict(variables) if begin else None)
        self.run()

    def open(self, frame: Frame) -> None:
        """A level begins: its event sub-processes listen."""
        self.frames.append(frame)
        for handler in frame.level.handlers:
            catching.listen(self, frame, handler)

    # -- tokens

    def arrive(self, frame: Frame, node: Node, flow: Flow) -> None:
        """A token comes over `flow`."""
        if node.joins:
            frame.parked.append((node, flow.id))
            if node.tag == "parallelGateway":
                joins.parallel(self, frame, node)
        else:
            self.begin(frame, node)

    def begin(self, frame: Frame, node: Node, payload: dict[str, Any] | None = None) -> Work:
        """A token is in `node`."""
        work = Work(node, frame, frame.env, frame.index, frame.env)
        frame.works.append(work)
        if payload is not None:
            self.later(work, lambda: self.finish(work, payload))
        elif node.many is not None:
            self.guard(work, lambda: many.begin(self, work))
        else:
            self.guard(work, lambda: self.enter(work))
        return work

    def enter(self, work: Work) -> None:
        """Make the local variables, attach the boundary events, and do what the node is for."""
        node = work.node
        work.outer = work.env
        if node.inputs:
            work.env = Env({}, work.env)
            local = work.env
            for target, source in node.inputs:
                Env(local.own).put(target, values.value(source, local.see()))
        if work.body is None:
            self.attach(work)
        if node.loop and node.loop.before and not acting.once_more(work):
            self.leave(work, done=False)
            return
        acting.act(self, work)

    def attach(self, work: Work) -> None:
        """The boundary events begin to wait."""
        for boundary in work.node.boundaries:
            catching.attach(self, work, boundary)

    def finish(self, work: Work, results: dict[str, Any]) -> None:
        """The work is done: carry the results outward, and leave."""
        node = work.node
        assert work.outer is not None
        self.shut(work)
        if node.outputs:
            view = Env(dict(results), work.env)
            found = []
            for target, source in node.outputs:
                found.append((target, values.value(source, view.see())))
                Env(view.own).put(*found[-1])
            for target, said in found:
                work.outer.put(target, said)
        else:
            for name, said in results.items():
                work.outer.put(name, said)
        if node.loop:
            work.rounds += 1
            if acting.once_more(work):
                undoing.keep(self, work)
                self.log(work)
                work.env = work.outer
                acting.again(self, work)
                return
        if work.body is not None:
            many.gather(self, work)
        else:
            self.leave(work)

    def log(self, work: Work) -> None:
        """The node has been completed."""
        self.trace.left.append(work.node.id + ("*" if work.items else ""))
        if work.node.tag == "endEvent" and work.frame.own:
            self.trace.ends.append(work.node.id)

    def leave(self, work: Work, *, done: bool = True) -> None:
        """Choose the ways and take them; not `done` where a loop had no round at all."""
        ways = self.choose(work)
        if done:
            if not work.items:
                undoing.keep(self, work)
            self.log(work)
        self.drop(work)
        if work.undoes is not None and work.undoes.alive:
            undoing.proceed(self, work.undoes)
        for flow in ways:
            self.trace.flows.append(flow.id)
            self.arrive(work.frame, flow.target, flow)
        node = work.node
        if node.tag == "intermediateThrowEvent" and node.event and node.event.kind == "link":
            for other in node.level.nodes.values():
                caught = other.tag == "intermediateCatchEvent" and other.event and other.event.kind == "link"
                if caught and other.event and other.event.name == node.event.name:
                    self.begin(work.frame, other)

    def gone(self, work: Work) -> None:
        """A sub-process has been undone: it leaves nowhere."""
        self.log(work)
        self.drop(work)
        if work.undoes is not None and work.undoes.alive:
            undoing.proceed(self, work.undoes)

    def choose(self, work: Work) -> list[Flow]:
        """The flows that a token leaves by."""
        node, seen = work.node, work.frame.env.see()
        if node.tag == "parallelGateway" or not any(flow.condition or flow.default for flow in node.out):
            return node.out
        taken = []
        for flow in node.out:
            if not flow.default and (flow.condition is None or values.true(flow.condition, seen)):
                taken.append(flow)
                if node.tag == "exclusiveGateway":
                    break
        taken = taken or [flow for flow in node.out if flow.default]
        if not taken:
            raise Stuck("no way")
        return taken

    # -- the end of works and frames

    def shut(self, work: Work, *, boundaries: bool = False) -> None:
        """Close what the work itself waits for; with `boundaries`, its boundary events too."""
        for wait in work.waits:
            if boundaries or wait.node.host is None:
                wait.open = False

    def drop(self, work: Work) -> None:
        """The token is no longer here."""
        work.alive = False
        self.shut(work, boundaries=True)
        holder = work.body.instances if work.body else work.frame.works
        if work in holder:
            holder.remove(work)

    def cancel(self, work: Work) -> None:
        """Take the token away, with all that is inside."""
        self.trace.cancelled.append(work.node.id + ("*" if work.items else ""))
        for instance in list(work.instances):
            self.cancel(instance)
        work.frame.kept = [kept for kept in work.frame.kept if kept.whole is not work]
        self.drop(work)
        if work.inner is not None and not work.inner.closed:
            self.clear(work.inner)

    def clear(self, frame: Frame) -> None:
        """End a frame by force."""
        frame.closed = True
        self.empty(frame)

    def empty(self, frame: Frame, but: Work | None = None) -> None:
        """Take everything in it away."""
        frame.parked = []
        for wait in frame.listening:
            wait.open = False
        for work in [one for one in frame.works if one is not but]:
            self.cancel(work)

    def settle(self) -> None:
        """Frames without a token are done."""
        for frame in reversed(self.frames):
            if not frame.closed and not frame.works and not frame.parked:
                self.clear(frame)
                if frame.host is not None:
                    host = frame.host
                    if host.undoes is not None and host.node.undone_by is None and not host.node.undoes:
                        self.later(host, lambda host=host: self.gone(host))
                        continue
                    results = (
                        frame.env.see() if frame.called and (host.node.all_out or host.node.outputs) else {}
                    )
                    self.later(host, lambda host=host, results=results: self.finish(host, results))
        self.frames = [frame for frame in self.frames if not frame.closed]

    # -- running

    def later(self, work: Work, do: Callable[[], None]) -> None:
        """Do it in turn."""
        self.agenda.append((work, do))

    def guard(self, work: Work, do: Callable[[], None]) -> None:
        """What cannot go on stands still."""
        try:
            do()
        except Stuck:
            work.stuck = True
            self.shut(work, boundaries=True)

    def run(self) -> None:
        """Until only the world around can go on."""
        ran = 0
        while True:
            while self.agenda:
                ran += 1
                if ran > 1_000:
                    raise values.NotUnderstood("a loop without an end")
                self.trace.beside |= len({id(work) for work, _ in self.agenda}) > 1
                work, do = self.agenda.popleft()
                if work.alive:
                    self.guard(work, do)
                    self.settle()
            if not joins.inclusive(self) and not catching.conditions(self):
                break
        for frame in self.frames:
            joins.dead(frame)
        for wait in self.open_waits():
            if wait.keyless:
                catching.find_key(wait)

    def open_waits(self) -> list[Wait]:
        """What is waited for, in the order of its beginning."""
        self.waits = [wait for wait in self.waits if wait.open]
        return list(self.waits)

    @property
    def finished(self) -> bool:
        """Whether the case has come to its end."""
        return not self.frames

    def worker(self, wait: Wait) -> Work:
        """Whose wait it is."""
        works = [work for frame in self.frames for work in frame.works]
        return next(one for work in works for one in (work, *work.instances) if wait in one.waits)

    def standing(self) -> list[Work]:
        """The works that stand still."""
        found = [work for frame in self.frames for work in frame.works]
        found += [one for work in found for one in work.instances]
        return [work for work in found if work.stuck]
