import { InvalidArgumentError } from "commander";

/** A day on the command line; one that does not exist is refused. */
export function day(word: string): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(word) ? new Date(`${word}T00:00:00Z`) : undefined;
  if (date === undefined || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== word) {
    throw new InvalidArgumentError("It is a day of the form 2026-11-01.");
  }
  return word;
}
