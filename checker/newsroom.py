"""A newsroom's data directory, opened: store, index, rules and agreements wired to one checker.

What the command line, the service and the audit use. The database is the source of truth; the
index follows its log of changes; agreements are read again whenever the store reports a change, so
a kill or a new agreement holds for the very next check in every process. It wires and follows;
judging is done by its checker alone.
"""

import os
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from checker.checking import Checker, Gathered, Limits
from checker.engine import Engine, RuleSet
from checker.errors import Problem, StoreError
from checker.held import Followed, Held
from checker.house_rules import followed, kept
from checker.index import Index
from checker.late import LateSources
from checker.licensing import (
    Agreement,
    InForce,
    MonthUse,
    Policy,
    QuotaBook,
    QuotaQuestion,
    bounds,
    load_agreement,
    load_policy,
    month_of,
    month_use,
)
from checker.models.draft import Draft, Use
from checker.models.record import CheckHead, CheckRecord, SourceUse
from checker.models.source import Item, Source
from checker.models.verdict import Verdict
from checker.models.vocabulary import LOOKS, Look, QuotaCounts
from checker.retold import OnnxModel
from checker.store import EncodedCheck, Store, Stored
from checker.values import dataclass
from checker.wording import worded

__all__ = ["Added", "Newsroom", "new_check_id"]


FLUSH_ITEMS = 1_000  # of a large load, between two segments of the index


def _utc_now() -> datetime:
    return datetime.now(UTC)


def new_check_id() -> str:
    """Returns a new random id for a check."""
    return f"chk_{uuid.uuid4().hex}"


@dataclass(frozen=True, slots=True)
class Added:
    """The result of adding sources: counts; `late` are stored checks that use one of them.

    `renamed` are the items whose id was that of another owner's item: the id that each has here,
    and the one under which it was sent.
    """

    stored: tuple[Stored, ...]
    late: Mapping[str, tuple[str, ...]]  # source id -> check ids
    renamed: Mapping[str, str]


def _broken_off(error: StoreError, stored: int, asked: int) -> StoreError:
    """The error, with how much of a load is in."""
    what = worded("the first {stored} of {asked} items are stored", stored=stored, asked=asked)
    hint = "send all of them again: the stored items stay as they are"
    return type(error)(*error.problems, Problem("items", what, hint))


class Newsroom:
    """One newsroom: its licensed sources, agreements, policy, rules and past checks."""

    def __init__(
        self,
        store: Store,
        index: Index,
        engine: Engine,
        *,
        limits: Limits = Limits(),
        clock: Callable[[], datetime] = _utc_now,
        rule_problems: Sequence[Problem] = (),
    ) -> None:
        self.store = store
        self.rule_problems = tuple(rule_problems)
        self.index = index
        self.engine = engine
        self.clock = clock
        self.held = Held(store, engine.rules)
        self.late = LateSources(store, index, lambda: self.clock())
        self.checker = Checker(
            engine,
            Followed(index, self.held),
            in_force=self.in_force,
            items=self.held.items,
            text=self._text,
            index_version=self.held.holdings,
            used=self.quota_book,
            had_other_text=store.checks.had_other_text,
            first_confirmed=store.checks.first_confirmed,
            limits=limits,
            rule_problems=lambda: [str(problem) for problem in self.rule_problems],
        )

    @classmethod
    def open(
        cls,
        data: Path | str,
        *,
        rules: Sequence[Path] = (),
        create: bool = True,
        limits: Limits = Limits(),
        clock: Callable[[], datetime] = _utc_now,
        busy: float = 30.0,
        readonly: bool = False,
        semantic: Path | None = None,
    ) -> Self:
        """Opens the data directory, creating it if necessary; read-only if it cannot be written to.

        Args:
            data: the directory; it holds wirecheck.db and index/.
            rules: folders of house rules, read after the packaged ones; where they are gone or
                broken, the set that was accepted last stays in force (`rule_problems`).
            create: create the directory if it does not exist.
            limits: time budgets of a check.
            clock: returns the current time (aware).
            busy: seconds that a writer waits for its turn.
            readonly: never write, though it could be.
            semantic: the folder of a sentence model, for stories without figures.

        Raises:
            ConfigurationError: the sentence model cannot be used.
            RuleError: rule files were refused.
            StoreError: the directory cannot be opened.
        """
        folder = Path(data)
        model = None if semantic is None else OnnxModel(semantic)
        house = followed(folder, rules)
        readonly = readonly or (folder.is_dir() and not os.access(folder, os.W_OK))
        store = Store.open(folder, create=create, readonly=readonly, busy=busy)
        index = Index.open(folder / "index", store.documents, readonly=readonly, model=model)
        if not readonly:
            house = kept(folder, house, clock())
        return cls(
            store,
            index,
            Engine(house.rules),
            limits=limits,
            clock=clock,
            rule_problems=house.problems,
        )

    # Agreements, policy, registry --------------------------------------------------------------

    @property
    def rules(self) -> RuleSet:
        """The rule set in force."""
        return self.engine.rules

    def owner_names(self) -> dict[str, tuple[str, ...]]:
        """Returns the names that the wire uses for each owner id."""
        return {a.id: (a.name, *a.aliases) for a in self.rules.agencies.values()}

    def publisher_names(self) -> dict[str, str]:
        """Returns the names of the newsroom's publishers by id, as agreements state them."""
        self.held.look()
        return dict(self.held.naming.publishers)

    def in_force(self) -> InForce:
        """Returns the active agreements and policy; read again when the store has changed."""
        self.held.look()
        return self.held.in_force()

    def in_force_at(self, moment: datetime) -> InForce:
        """Returns the agreements and the policy that were active at a moment."""
        store = self.store
        return InForce.from_documents(store.agreements.all(moment), store.policy.get(moment))

    def policy(self) -> Policy:
        """Returns the policy in force, or the built-in one."""
        return Policy.in_force(self.store.policy.get())

    def quota_book(self, question: QuotaQuestion) -> dict[str, MonthUse]:
        """Returns the items used this month under each agreement with a quota."""
        counts = self.quota_counts(question.policy)
        used: dict[str, MonthUse] = {}
        for agreement in question.agreements:
            month = month_of(agreement, question.moment)
            seen = self.used_in_month(agreement, month, counts)
            used[agreement.id] = month_use(agreement, month, counts, seen, question.piece)
        return used

    def quota_counts(self, policy: Policy) -> QuotaCounts:
        """Returns which pieces use up quotas: as the policy states, else as suits this newsroom.

        Where nobody ever confirmed a piece, nothing else is known than what was checked.
        """
        if policy.quota_counts is not None:
            return policy.quota_counts
        return "confirmed" if self.store.checks.any_confirmed() else "checked"

    def used_in_month(
        self, agreement: Agreement, month: str, counts: QuotaCounts
    ) -> dict[str, set[str]]:
        """See `checker.store.checks.Checks.used_in_month`."""
        since, until = bounds(agreement, month)
        return self.store.checks.used_in_month(agreement.id, since, until, counts)

    def index_version(self) -> dict[str, Any]:
        """Returns the number of indexed items and the newest, for the `versions` of a verdict."""
        self.held.look()
        return self.held.holdings()

    def add_agreement(
        self, text: str, place: str, by: str | None = None, if_digest: str | None = None
    ) -> Agreement:
        """Reads, checks and stores an agreement; the same id replaces the older one.

        `by` names the person or key, for the history; `if_digest` is that of the one in force.

        Raises:
            AgreementError: with every problem, its line and the allowed values.
            Stale: the one in force has another digest.
        """
        agreement = load_agreement(text, place)
        document = agreement.document
        self.store.agreements.put(document, at=self.clock(), by=by, if_digest=if_digest)
        return agreement

    def set_policy(self, text: str, place: str, if_digest: str | None = None) -> Policy:
        """Reads, checks and stores the policy.

        Raises:
            PolicyError: with every problem.
            Stale: the one in force has another digest in the store than `if_digest`.
        """
        policy = load_policy(text, place)
        self.store.policy.put(policy.document, at=self.clock(), if_digest=if_digest)
        return policy

    # Sources ----------------------------------------------------------------------------------

    def add_sources(self, sources: Iterable[Source], *, find_late: bool = True) -> Added:
        """Stores sources a few hundred at a time; they are searchable when this returns.

        Checks, kills and other writers get their turn between two steps. A source that is refused
        keeps all of them out. What breaks the work off later leaves the first steps in, and says
        how many items these are: the same call again adds the rest.

        Args:
            sources: the items; the same version again is a no-op.
            find_late: look for stored checks that already use one of them.

        Raises:
            Busy: another writer held the directory for too long.
            DiskFull: no room for the items; or no room for files of the index alone, and then all
                are in and searchable.
        """
        batch = list(sources)
        stored: list[Stored] = []
        late: dict[str, tuple[str, ...]] = {}
        try:
            for step in self.store.sources.put_in_steps(batch, received=self.clock()):
                came = batch[len(stored) : len(stored) + len(step)]
                stored += step
                if find_late:
                    late |= self.late.of_new(came, step)
                if len(stored) % FLUSH_ITEMS == 0 and len(stored) < len(batch):
                    self.index.flush()  # else every process that checks would follow it in memory
        except StoreError as error:
            if not stored:
                raise
            raise _broken_off(error, len(stored), len(batch)) from error
        self.index.flush()  # last: what has come late is noted even if there is no room here
        pairs = zip(batch, stored, strict=True)
        renamed = {one.source: sent.id for sent, one in pairs if one.source != sent.id}
        return Added(tuple(stored), late, renamed)

    # Checks -----------------------------------------------------------------------------------

    def record(self, records: Sequence[CheckRecord], *, patience: float | None = None) -> None:
        """Records checks in one transaction, and finds items that came in while they were made.

        Args:
            records: the checks.
            patience: seconds to wait for the right to write; by default those of the store.

        Raises:
            Conflict: a check with that id is already recorded.
            Busy: another writer held the directory for too long.
        """
        self.keep([EncodedCheck.of(record) for record in records], patience=patience)

    def keep(self, checks: Sequence[EncodedCheck], *, patience: float | None = None) -> None:
        """Records checks that were encoded before; see `record`."""
        behind = self.store.checks.store(checks, patience=patience)
        if behind is not None:
            with suppress(StoreError):  # they are recorded, whatever comes of this
                self.late.missed_by(behind)

    def check_matrix(
        self,
        draft: Draft,
        uses: Sequence[Use],
        look: Sequence[Look] = LOOKS,
        *,
        used: QuotaBook | None = None,
    ) -> list[Verdict]:
        """Checks one draft for several uses; nothing is stored.

        `used` states what months with a quota have seen, where that is not what is stored alone.
        """
        return self.checker.check_uses(draft, uses, now=self.clock(), look=look, used=used)

    def gather(
        self, draft: Draft, uses: Sequence[Use], *, now: datetime, look: Sequence[Look] = LOOKS
    ) -> Gathered:
        """Returns markings and matches without a judgement; `look` chooses which."""
        return self.checker.gather(draft, uses, now=now, look=look)

    def check_record(
        self,
        draft: Draft,
        verdict: Verdict,
        result: dict[str, Any],
        *,
        check: str | None = None,
        revision: str | None = None,
        audit: str | None = None,
    ) -> CheckRecord:
        """Returns the record of a check: result, sources, fingerprints; text only by policy.

        Args:
            draft: what was checked.
            verdict: the verdict on it.
            result: the answer as JSON values, in English and without a text.
            check: the id of the check; by default a new one.
            revision: the caller's name for the revision.
            audit: the audit that the check belongs to.
        """
        return CheckRecord(
            CheckHead(
                check=check or new_check_id(),
                checked_at=verdict.checked_at,
                verdict=verdict.verdict,
                complete=verdict.complete,
                text_sha256=verdict.text_sha256,
                use=verdict.use,
                document=draft.id,
                revision=revision,
                audit=audit,
                url=draft.url,
                title=draft.title,
                next_event=verdict.next_event,
            ),
            result=result,
            uses=tuple(
                SourceUse(m.source, m.version, m.cls, m.words, m.passages) for m in verdict.matches
            ),
            fingerprints=self.index.fingerprints(draft.text).tobytes(),
            text=draft.text if self.held.in_force().policy.keep_texts else None,
        )

    def source_texts(self, verdict: Verdict) -> dict[str, Source]:
        """Returns the texts of the matched sources, to be shown beside the draft.

        One that was removed since is left out: its passages' offsets still stand in the result.
        """
        found = ((m.source, self.held.source(m.source, m.version)) for m in verdict.matches)
        return {name: source for name, source in found if source is not None}

    # Life -------------------------------------------------------------------------------------

    def close(self) -> None:
        """Closes index and store."""
        self.index.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _text(self, item: Item) -> str | None:
        source = self.held.source(item.source, item.newest_version)
        return None if source is None else source.text  # removed: the registry remembers it
