// CPUs and memory as settings have them, and as the API server writes them (components/quantities.ts says why).
import { mebibytes as mebibytesText } from "../../components/quantities.ts";

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

/** As the API server writes it: `2Gi`, `512Mi`. */
export const memoryText = (memory: string): string => mebibytesText(mebibytes(memory));
