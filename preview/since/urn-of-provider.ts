/** Of a reference to a provider, `urn::id`. */
export const urnOfProvider = (reference: string): string => reference.split("::").slice(0, 4).join("::");
