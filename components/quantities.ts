// Kubernetes quantities as the API server writes them: another spelling would show as a change after each refresh.

/** A plain number: `8k` for 8000, `5100` as it is. */
export const decimal = (count: number): string => inLargest(count, 1000, ["", "k", "M", "G"]);

/** An amount of MiB: `512Mi`, `2Gi` for 2048. */
export const mebibytes = (size: number): string => inLargest(size, 1024, ["Mi", "Gi", "Ti", "Pi"]);

/** An amount of GiB: `50Gi`, `1Ti` for 1024. */
export const gibibytes = (size: number): string => inLargest(size, 1024, ["Gi", "Ti", "Pi"]);

/** In the largest unit that leaves a whole number. */
function inLargest(amount: number, step: number, [unit, next, ...larger]: string[]): string {
  return amount > 0 && amount % step === 0 && next !== undefined
    ? inLargest(amount / step, step, [next, ...larger])
    : `${amount}${unit ?? ""}`;
}
