"""Asking: the engine behind a model name, the public ledger, and the rules all engines share."""

import re
import secrets
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass

import msgspec

from wasat.generation.candidates import Candidates
from wasat.generation.chunk import Chunk, Usage
from wasat.generation.engine import Engine, Profile
from wasat.generation.observe import observe
from wasat.generation.prompt import Options, Prompt
from wasat.generation.tokens import Measure, count_prompt
from wasat.generation.traces import Trace, Traces
from wasat.status import ErrorInfo, FieldViolation, InvalidArgumentError, NotFoundError

MOST_CANDIDATES = 8  # documented maximum of candidateCount

_SEGMENT = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_MODEL_NAME = re.compile(rf"{_SEGMENT}(/{_SEGMENT})*")  # several are known, and not here: 404


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """A name that can be asked, and what answers to it.

    Attributes:
        name: Without `models/`.
        engine: Name of the engine behind it; differs from `name` for an alias.
        profile: What that engine can do.
        writer: What answers to the name where a prompt has no documents, if that is another engine.
    """

    name: str
    engine: str
    profile: Profile
    writer: Profile | None = None


class Answering(msgspec.Struct, frozen=True, kw_only=True):
    """An answer being made.

    Attributes:
        response_id: 22 URL-safe characters, by which its trace is found.
        model_version: What really answers, whatever name was asked.
        chunks: The answer. Every chunk carries the usage so far, the last one of each candidate
            its finish reason.
    """

    response_id: str
    model_version: str
    chunks: AsyncGenerator[Chunk, None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Which model names there are.

    Attributes:
        engines: The engine behind each name that models.list shows, in its order.
        default: The engine that answers to other names of the family.
        writer: The engine that answers to names of the family where a prompt has no documents and
            `reader` could say nothing; None if there is none.
        reader: The engine that answers from documents alone.
        is_strict: Whether other names of the family are unknown all the same.
        family: How the names of the family begin.
    """

    engines: Mapping[str, str]
    default: str
    writer: str | None = None
    reader: str = "reader"
    is_strict: bool = False
    family: str = "gemini-"

    def find_engine(self, name: str) -> str | None:
        """Return the engine that answers to a name, or None if there is none."""
        if name in self.engines:
            return self.engines[name]
        is_alias = not self.is_strict and name.startswith(self.family) and "/" not in name
        return self.default if is_alias else None

    def find_writer(self, name: str) -> str | None:
        """Return the engine that answers to a name instead where a prompt has no documents."""
        is_read = name.startswith(self.family) and self.find_engine(name) == self.reader
        return self.writer if is_read else None


class Generator:
    """Finds the engine, counts, and streams its answer within the caller's limits.

    Args:
        engines: By their own names, which `naming` knows.
        naming: Which names can be asked, and which engine answers to each.
        measure: Tells the public tokens of a document or picture.
        traces: Keeps what was considered.
        withholds_unsupported: Whether claims without evidence are left out of prose.
    """

    def __init__(
        self,
        *,
        engines: Mapping[str, Engine],
        naming: Naming,
        measure: Measure,
        traces: Traces,
        withholds_unsupported: bool = False,
    ) -> None:
        self._engines = engines
        self._naming = naming
        self._measure = measure
        self._traces = traces
        self._withholds_unsupported = withholds_unsupported

    def models(self) -> tuple[Model, ...]:
        """Return all names worth showing."""
        return tuple(self.get_model(name) for name in self._naming.engines)

    def get_model(self, name: str, *, has_documents: bool = True) -> Model:
        """Return what answers to a name, with or without `models/`.

        Args:
            name: As asked.
            has_documents: Whether a document or picture is asked about.

        Raises:
            InvalidArgumentError: It cannot be a model's name.
            NotFoundError: Nothing answers to it.
        """
        bare = name.removeprefix("models/")
        if not _MODEL_NAME.fullmatch(bare):
            raise InvalidArgumentError("unexpected model name format")
        engine = self._naming.find_engine(bare)
        if engine is None:
            raise NotFoundError(
                f"models/{bare} is not found for API version v1beta, or is not supported for"
                " generateContent. Call ListModels to see the list of available models and their"
                " supported methods."
            )
        writer = self._naming.find_writer(bare)
        if writer and not has_documents:
            return Model(name=bare, engine=writer, profile=self._engines[writer].profile)
        return Model(
            name=bare,
            engine=engine,
            profile=self._engines[engine].profile,
            writer=self._engines[writer].profile if writer else None,
        )

    async def count(self, model: str, prompt: Prompt) -> Usage:
        """Return the public tokens of a prompt, the same for every model.

        Raises:
            NotFoundError: Nothing answers to the model's name.
            InvalidArgumentError: A document in the prompt cannot be read.
        """
        self.get_model(model)
        return Usage(prompt=await count_prompt(prompt, self._measure))

    async def run(self, model: str, prompt: Prompt, *, project: str) -> Answering:
        """Begin to answer.

        Raises:
            NotFoundError: Nothing answers to the model's name.
            InvalidArgumentError: The prompt asks for more than the model takes, or a document in
                it cannot be read.
        """
        found = self.get_model(model, has_documents=bool(prompt.sources))
        _check_options(prompt.options)
        counted = await count_prompt(prompt, self._measure)
        tokens = sum(count.tokens for count in counted)
        if tokens > found.profile.input_tokens:
            raise InvalidArgumentError(
                f"The input token count ({tokens}) exceeds the maximum number of tokens allowed"
                f" ({found.profile.input_tokens}).",
                details=[
                    ErrorInfo(
                        reason="INPUT_TOKENS_EXCEEDED",
                        domain="wasat",
                        metadata={"tokens": str(tokens), "limit": str(found.profile.input_tokens)},
                    )
                ],
            )
        trace = Trace(response_id=secrets.token_urlsafe(16), project=project)
        self._traces.add(trace)
        return Answering(
            response_id=trace.response_id,
            model_version=found.profile.version,
            chunks=observe(
                Candidates(
                    self._engines[found.engine],
                    counted,
                    trace,
                    withholds_unsupported=self._withholds_unsupported,
                ).stream(prompt),
                asked=found.name,
                version=found.profile.version,
                response_id=trace.response_id,
            ),
        )

    async def close(self) -> None:
        """Close all engines."""
        for engine in self._engines.values():
            await engine.close()


def _check_options(options: Options) -> None:
    if not 1 <= options.candidate_count <= MOST_CANDIDATES:
        expected = f"expected 1 to {MOST_CANDIDATES}, not {options.candidate_count}"
        path = "generation_config.candidate_count"
        message = f"* GenerateContentRequest.{path}: {expected}\n"
        raise InvalidArgumentError(
            message, details=[FieldViolation(path=path, description=message)]
        )
