"""`wasat ask`: one question about some documents, answered here or by a running server."""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from wasat.cli.client import Client
from wasat.cli.local import PROJECT, open_blob, open_rooms
from wasat.cli.options import Key
from wasat.cli.progress import pages_bar
from wasat.generation.chunk import Citation
from wasat.generation.prompt import AnswerForm, Options, Prompt, Role, Source, Text, Turn

MODEL = "reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is printed: the text, and title and words of everything it rests on."""

    text: str
    evidence: tuple[tuple[str, str], ...]


def ask(
    words: Annotated[
        list[str], typer.Argument(metavar="FILE… QUESTION", help="Documents, then the question.")
    ],
    *,
    schema: Annotated[
        Path | None, typer.Option(help="A JSON Schema file; the answer is JSON.", exists=True)
    ] = None,
    server: Annotated[
        str, typer.Option(envvar="WASAT_SERVER", help="Base URL of a server; none: in process.")
    ] = "",
    key: Key = "wasat",
) -> None:
    """Ask about documents, and print the answer with the pages and words it rests on."""
    *names, question = words
    paths = [Path(name) for name in names]
    json_schema = json.loads(schema.read_text()) if schema else None
    if server:
        answer = _ask_server(Client(server, key), paths, question, json_schema)
    else:
        answer = asyncio.run(_ask_here(paths, question, json_schema))
    print(answer.text)
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for title, quote in answer.evidence:
        console.print(f"  {title}: “{quote}”", style="dim", markup=False)


async def _ask_here(paths: list[Path], question: str, schema: dict[str, Any] | None) -> Answer:
    async with open_rooms() as rooms:
        sources: list[Source] = []
        for path in paths:
            source = Source(blob=open_blob(path), title=path.name)
            with pages_bar(f"Reading {path.name}") as advance:
                await rooms.library.load(source.blob, advance)
            sources.append(source)
        prompt = Prompt(
            turns=(Turn(role=Role.USER, parts=(*sources, Text(text=question))),),
            options=Options(form=AnswerForm.JSON, schema=schema) if schema else Options(),
        )
        answering = await rooms.generator.run(MODEL, prompt, project=PROJECT)
        chunks = [chunk async for chunk in answering.chunks]
    citations = [citation for chunk in chunks for citation in chunk.citations]
    return Answer(
        text="".join(chunk.text for chunk in chunks),
        evidence=tuple(dict.fromkeys((_place(citation), citation.quote) for citation in citations)),
    )


def _place(citation: Citation) -> str:
    where = f"page {citation.page}" if citation.page else citation.place
    return f"{citation.source.title}, {where}" if where else citation.source.title


def _ask_server(
    client: Client, paths: list[Path], question: str, schema: dict[str, Any] | None
) -> Answer:
    files = [client.upload(path) for path in paths]
    parts: list[dict[str, Any]] = [{"fileData": {"fileUri": file["uri"]}} for file in files]
    body: dict[str, Any] = {"contents": [{"parts": [*parts, {"text": question}]}]}
    if schema:
        body["generationConfig"] = {
            "responseMimeType": "application/json",
            "responseJsonSchema": schema,
        }
    answer = client.post(f"models/{MODEL}:generateContent", body)
    candidate = answer["candidates"][0]
    return Answer(
        text="".join(part.get("text", "") for part in candidate["content"]["parts"]),
        evidence=tuple(_contexts(candidate)),
    )


def _contexts(candidate: dict[str, Any]) -> Iterable[tuple[str, str]]:
    for chunk in candidate.get("groundingMetadata", {}).get("groundingChunks", []):
        context = chunk["retrievedContext"]
        yield context["title"], context["text"]
