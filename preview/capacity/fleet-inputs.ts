// The parts of a Fleet's inputs that everything which reads one has in common.
import { z } from "zod";

/** @param gameServer what is read of the spec of its game servers */
export const fleetInputs = <S extends z.ZodType>(gameServer: S) =>
  z.object({
    metadata: z.object({ name: z.string() }),
    spec: z.object({ replicas: z.number().optional(), template: z.object({ spec: gameServer }) }),
  });

/** A pod's template. @param volume what is read of each of its volumes */
export const podVolumes = <V extends z.ZodType>(volume: V) =>
  z.object({ spec: z.object({ volumes: z.array(volume).default([]) }) });
