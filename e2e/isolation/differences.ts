/** What differs from a page, in the words of `written`; empty where nothing does. */
export interface Differences {
  /** Allowed, though no row says so. */
  inNoRow: string[];
  /** Not allowed, though a row says so. */
  notAllowed: string[];
}

export function differences(allowed: Iterable<string>, said: Iterable<string>): Differences {
  const [is, should] = [new Set(allowed), new Set(said)];
  return {
    inNoRow: [...is].filter((one) => !should.has(one)),
    notAllowed: [...should].filter((one) => !is.has(one)),
  };
}
