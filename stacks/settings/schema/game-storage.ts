import { byObjectName, folder } from "./kubernetes.ts";
import { flag, group, text, wholeNumber } from "./setting.ts";

const world = group(
  {
    zoneId: text(/^[a-z]{2,4}\d-az\d+$/, "a zone id such as euw1-az1", {
      description: "Zone of the world's volume and so of its server.",
      defaultText: "where its server first starts",
    }).optional(),
    drain: flag("Nobody new plays this world: its Fleet goes to no servers as its session ends.").default(
      false,
    ),
  },
  "A world that outlives its server.",
);

export const storage = group(
  {
    scratch: group(
      {
        sizeGiB: wholeNumber(1, 16384, { description: "Size of each server's volume.", unit: "GiB" }),
        path: folder("Folder of the volume in the container.").default("/scratch"),
      },
      "A volume for each server, made with it and deleted with it (generic ephemeral volume).",
    ).optional(),
    persistent: group(
      {
        sizeGiB: wholeNumber(1, 16384, {
          description: "Size of each world's volume; may only grow.",
          unit: "GiB",
        }),
        path: folder("Folder of the volume in the container.").default("/data"),
        worlds: byObjectName(
          20,
          world,
          "The worlds by name, each a Fleet of one server with a volume of its own.",
        ),
      },
      "A volume for each world, which outlives its server and is never deleted in passing.",
    ).optional(),
  },
  "Volumes of the servers, beside the containers' own files.",
).prefault({});
