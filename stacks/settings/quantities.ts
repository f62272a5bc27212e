// CPUs and memory as settings have them, and as the API server writes them (components/quantities.ts says why).

/** CPUs of a setting, in thousandths: 0.5 and "500m" are 500. */
export const milliCpus = (cpus: number | string): number =>
  typeof cpus === "string" ? Number(cpus.slice(0, -1)) : Math.round(cpus * 1000);

/** `2` for whole CPUs, else `500m`. */
export function cpuText(cpus: number | string): string {
  const milli = milliCpus(cpus);
  return milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`;
}

/** Memory of a setting, MiB. */
export const mebibytes = (memory: string): number =>
  Number(memory.slice(0, -2)) * (memory.endsWith("Gi") ? 1024 : 1);

/** In the largest unit that leaves a whole number: `2Gi`, `512Mi`. */
export function memoryText(memory: string): string {
  const mebi = mebibytes(memory);
  if (mebi % 1024 ** 2 === 0) return `${mebi / 1024 ** 2}Ti`;
  return mebi % 1024 === 0 ? `${mebi / 1024}Gi` : `${mebi}Mi`;
}
