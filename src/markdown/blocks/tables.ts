import type { Tokens } from "marked";
import { literalsIn } from "../incomplete/mask-code-spans.ts";

/** A table with the text of its cells, as `marked` needs it. */
export interface Table {
  raw: string;
  align: Tokens.Table["align"];
  header: string[];
  rows: string[][];
}

const DELIMITERS = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** Returns the lines at the start of a text that may be a table: a heading, delimiters, and rows with a `|`. */
export function linesOfTable(text: string): string | undefined {
  const heading = text.indexOf("\n");
  if (heading === -1) return undefined;
  let end = lineEnd(text, heading + 1);
  if (!DELIMITERS.test(text.slice(heading + 1, end))) return undefined;
  while (end < text.length) {
    const next = lineEnd(text, end + 1);
    if (!text.slice(end, next).includes("|")) break;
    end = next;
  }
  return text.slice(0, end);
}

/**
 * Reads a table. Follows GitHub, with one exception: a `|` inside code or maths does not split a cell if only so the
 * row has as many cells as the heading.
 * @returns undefined if the lines are no table
 */
export function readTable(raw: string): Table | undefined {
  const [heading = "", delimiters = "", ...rows] = raw.split("\n");
  if (!/[:|]/.test(delimiters)) return undefined;
  const align = delimiters
    .replace(/^[ \t]*\||\|[ \t]*$/g, "")
    .split("|")
    .map(alignmentOf);
  const header = splitRow(heading, align.length);
  if (header.length !== align.length) return undefined;
  return { raw, align, header, rows: rows.map((row) => withLength(splitRow(row, align.length), align.length)) };
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end === -1 ? text.length : end;
}

/** Returns where the last cell of an unfinished row begins. No cell begins inside code or maths that is still open. */
export function startOfLastCell(row: string): number {
  const { plain, parting, open } = pipesOf(row);
  const before = open === undefined ? parting : plain.filter((pipe) => pipe < open);
  return (before.at(-1) ?? -1) + 1;
}

/**
 * Returns the part of the last cell that can be shown: up to a `|` inside open code, because a new cell may begin
 * there.
 */
export function withoutOpenPipe(cell: string): string {
  const { open, plain } = pipesOf(cell);
  const pipe = open === undefined ? undefined : plain.find((place) => place > open);
  return pipe === undefined ? cell : cell.slice(0, pipe);
}

function splitRow(row: string, columns: number): string[] {
  const { plain, parting } = pipesOf(row);
  const cells = cellsBetween(row, parting);
  if (cells.length === columns || plain.length === parting.length) return cells;
  const plainCells = cellsBetween(row, plain);
  return plainCells.length === columns ? plainCells : cells;
}

/** The openings of code and maths. */
const OPENS = /`|\$(?![\s\d$),;])|\\\(/;

interface Pipes {
  /** The positions of each unescaped `|`. */
  plain: number[];
  /** The same without those inside code and maths. */
  parting: number[];
  /** Where code or maths opens without an end. */
  open: number | undefined;
}

function pipesOf(row: string): Pipes {
  if (!/[`$\\]/.test(row)) {
    const plain = Array.from(row.matchAll(/\|/g), ({ index }) => index);
    return { plain, parting: plain, open: undefined };
  }
  const plain = Array.from(row.matchAll(/\\[^]|\|/g)).flatMap(({ 0: sign, index }) => (sign === "|" ? [index] : []));
  const literals = [...literalsIn(row)];
  let next = 0;
  const parting = plain.filter((pipe) => {
    while ((literals[next]?.end ?? Number.POSITIVE_INFINITY) <= pipe) next += 1;
    return (literals[next]?.start ?? Number.POSITIVE_INFINITY) > pipe;
  });
  const rest = literals.at(-1)?.end ?? 0;
  const open = row.slice(rest).search(OPENS);
  return { plain, parting, open: open === -1 ? undefined : rest + open };
}

/** Returns the texts between the pipes, without the empty ones at the edges of the table. */
function cellsBetween(row: string, pipes: readonly number[]): string[] {
  const cells = [...pipes, row.length].map((end, index) =>
    row.slice(index === 0 ? 0 : (pipes[index - 1] ?? 0) + 1, end),
  );
  if (cells[0]?.trim() === "") cells.shift();
  if (cells.at(-1)?.trim() === "") cells.pop();
  return cells.map((cell) => cell.trim().replaceAll(String.raw`\|`, "|"));
}

function withLength(cells: readonly string[], length: number): string[] {
  return Array.from({ length }, (_, index) => cells[index] ?? "");
}

function alignmentOf(delimiter: string): "left" | "center" | "right" | null {
  const [left, right] = [/^\s*:/.test(delimiter), /:\s*$/.test(delimiter)];
  if (left && right) return "center";
  if (right) return "right";
  return left ? "left" : null;
}
