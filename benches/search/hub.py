#!/usr/bin/env python3
"""Makes a hub of ours from the pages that the peers get, so that all engines search the same.

usage: hub.py CORPUS OUT [--language nl] [--hold-out]

CORPUS holds docs.jsonl (a page a line: path, title, tags, summary, sections of anchor, level, heading
and text) and links.tsv (text, path of the page that it leads to, path of the page that it stands on).
Links are put back where their text stands. With --hold-out only those of every other page are, and
OUT/held-out.tsv gets the others as queries: link texts that the index has never seen.
"""

import argparse
import collections
import json
import os
import re
from pathlib import Path


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--language", default="nl")
    parser.add_argument("--hold-out", action="store_true")
    options = parser.parse_args()
    pages = [json.loads(line) for line in (options.corpus / "docs.jsonl").open(encoding="utf-8")]
    files = {page["path"]: file_of(page["path"]) for page in pages}
    links, held_out = links_by_page(options.corpus / "links.tsv", pages, options.hold_out)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "site.yaml").write_text(SITE.format(language=options.language), encoding="utf-8")
    for page in pages:
        path = options.out / "content" / files[page["path"]]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markdown(page, links[page["path"]], files), encoding="utf-8")
    if options.hold_out:
        rows = [f"{text}\t{' '.join(sorted(paths))}\tunseen" for text, paths in sorted(held_out.items()) if len(paths) <= 3]
        (options.out / "held-out.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(options.out, len(pages), "pages")


SITE = """title: Corpus
base_url: https://corpus.example/
language: {language}
raw_html: escape
vocabularies:
  tags: {{ label: Tags }}
kinds:
  page: {{ label: {{ one: Page, many: Pages }}, folder: "", fields: {{ tags: {{ type: terms, vocabulary: tags, facet: true }} }} }}
"""


def file_of(path):
    return path.strip("/") + ".md" if path.strip("/") else "front.md"


def links_by_page(path, pages, hold_out):
    number = {page["path"]: i for i, page in enumerate(pages)}
    links, seen, unseen = collections.defaultdict(list), set(), collections.defaultdict(set)
    for line in path.open(encoding="utf-8"):
        text, to, source = line.rstrip("\n").split("\t")
        if hold_out and number[source] % 2:
            unseen[text].add(to)
        else:
            links[source].append((text, to))
            seen.add((text, to))
    held_out = {t: to for t, to in unseen.items() if not any((t, one) in seen for one in to)}
    return links, held_out


def markdown(page, links, files):
    front = {"title": page["title"], "tags": page["tags"]}
    if page["summary"]:
        front["summary"] = page["summary"]
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    folder = os.path.dirname(files[page["path"]])
    waiting = list(links)
    parts = [f"---\n{head}---\n"]
    for section in page["sections"]:
        if section["heading"]:
            parts.append("#" * max(2, section["level"]) + " " + plain(section["heading"]))
        for paragraph in section["text"].split("\n"):
            parts.append(linked(paragraph, waiting, folder, files))
    rest = [f"[{plain(text)}](<{os.path.relpath(files[to], folder or '.')}>)" for text, to in waiting]
    return "\n\n".join(parts + rest[:0] + ([" ".join(rest)] if rest else [])) + "\n"


def linked(text, waiting, folder, files):
    """A paragraph with the links whose text stands in it."""
    for link in list(waiting):
        at = text.lower().find(link[0])
        if at >= 0 and len(text.lower()) == len(text):
            waiting.remove(link)
            end = at + len(link[0])
            target = os.path.relpath(files[link[1]], folder or ".")
            return plain(text[:at]) + f"[{plain(text[at:end])}](<{target}>)" + linked(text[end:], waiting, folder, files)
    return plain(text)


def plain(text):
    """Text that Markdown reads as it is."""
    return re.sub(r"([\\`*_{}\[\]<>()#+.!|~:$&-])", r"\\\1", text.replace("\n", " "))


main()
