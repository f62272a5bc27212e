const HOUR_MS = 3600 * 1000;

/** The time of the doubles: the machine's, unless a test moves it on. */
export class Clock {
  #advancedMs = 0;

  /** In whole seconds, as certificates and AWS have it. */
  now(): Date {
    return new Date(Math.floor((Date.now() + this.#advancedMs) / 1000) * 1000);
  }

  advanceHours(hours: number): void {
    this.#advancedMs += hours * HOUR_MS;
  }
}

/** RFC 3339 as Go writes it, without fractions of a second. */
export const rfc3339 = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, "Z");
