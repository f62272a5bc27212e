import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { afterAll, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { MARKER } from "./comment-body.ts";
import { chosen } from "./pull-request-of-run.ts";
import type { Answer, Received } from "./testing.ts";
import { runScript, serve } from "./testing.ts";

const SHA = "0123456789abcdef0123456789abcdef01234567";
const RUN = {
  id: 99,
  event: "pull_request",
  conclusion: "success",
  html_url: "https://github.example/run/99",
  head_sha: SHA,
  head_branch: "a&b",
  head_repository: { full_name: "someone/fork", owner: { login: "someone" } },
};

/** A zip archive as upload-artifact makes one: deflated members, a central directory. */
function zip(files: Record<string, string>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text);
    const packed = deflateRawSync(data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), common, Buffer.from(name), packed]);
    const more = Buffer.alloc(14);
    more.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000"), common, more, Buffer.from(name)]),
    );
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

const about = (pullRequest: number, outcome = "success") => JSON.stringify({ pullRequest, outcome });
const GOOD = zip({ "about.json": about(7), "preview.md": "| changes |\n" });

interface Scene {
  run?: object;
  /** Open pull requests with the run's head. */
  pulls?: object[];
  artifact?: Buffer;
  artifacts?: object[];
  comments?: object[];
}
const pull = (number: number, sha = SHA, repository: string | null = "someone/fork") => ({
  number,
  head: { sha, repo: repository === null ? null : { full_name: repository } },
});
const comment = (id: number, login: string, body: string, type = "Bot") => ({
  id,
  body,
  user: { login, type },
});
const listed = (size = 1000, more: object = {}) => ({
  ...{ id: 5, name: "preview-comment", size_in_bytes: size, expired: false },
  ...more,
});

/** GitHub's REST API, as much as is asked of it; its artifacts are elsewhere, as GitHub's are. */
function gitHub(
  { pulls = [pull(7)], artifact = GOOD, artifacts = [listed()], comments = [] }: Scene,
  elsewhere: string,
) {
  return ({ method, path }: Received): Answer => {
    const { pathname, searchParams } = new URL(path, "http://x");
    const page = Number(searchParams.get("page") ?? "1");
    const of = (all: object[]) => ({ body: all.slice((page - 1) * 100, page * 100) });
    if (pathname === "/repos/o/r/pulls")
      return searchParams.get("head") === "someone:a&b" && searchParams.get("state") === "open"
        ? of(pulls)
        : of([]);
    if (pathname === "/repos/o/r/actions/runs/99/artifacts")
      return searchParams.get("name") === "preview-comment" ? { body: { artifacts } } : { status: 404 };
    if (pathname === "/repos/o/r/actions/artifacts/5/zip")
      return { status: 302, headers: { location: `${elsewhere}/blob` } };
    if (pathname === "/blob") return { body: artifact };
    if (method === "GET" && pathname === "/repos/o/r/issues/7/comments") return of(comments);
    if (method !== "GET")
      return { status: method === "POST" ? 201 : 200, body: { html_url: "https://c.example" } };
    return { status: 404 };
  };
}

const folder = mkdtempSync(join(tmpdir(), "gameplane-comment-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function comments(scene: Scene) {
  await using blobs = await serve(gitHub(scene, ""));
  await using server = await serve(gitHub(scene, blobs.url.replace("127.0.0.1", "localhost")));
  const event = join(folder, "event.json");
  writeFileSync(event, JSON.stringify({ workflow_run: { ...RUN, ...scene.run } }));
  const ran = await runScript("comment.ts", [], {
    env: {
      GITHUB_EVENT_PATH: event,
      GITHUB_API_URL: server.url,
      GITHUB_REPOSITORY: "o/r",
      GITHUB_TOKEN: "t0ken",
    },
  });
  const written = server.received.filter(({ method }) => method !== "GET");
  return {
    ...ran,
    authorizations: new Set(server.received.map(({ headers }) => headers.authorization)),
    blobAuthorizations: blobs.received.map(({ headers }) => headers.authorization),
    written: written.map(({ method, path }) => `${method} ${path}`),
    body: written.map(({ body }) => z.object({ body: z.string() }).parse(JSON.parse(body)).body).join(),
  };
}

describe("node scripts/ci/comment.ts", () => {
  test("writes a comment of a fork's pull request, with the token to GitHub and to nobody else", async () => {
    const found = await comments({});
    expect(found.stderr).toBe("");
    expect(found.written).toEqual(["POST /repos/o/r/issues/7/comments"]);
    expect(found.body.startsWith(`${MARKER}\nCommit 0123456789ab, `)).toBe(true);
    expect(found.body.endsWith("\n\n| changes |\n")).toBe(true);
    expect(found.authorizations).toEqual(new Set(["Bearer t0ken"]));
    expect(found.blobAuthorizations).toEqual([undefined]);
    expect(found.status).toBe(0);
  });

  test("updates its own comment, wherever it is, and nobody else's that looks like it", async () => {
    const others = [
      comment(1, "someone", `${MARKER} mine`, "User"),
      comment(2, "github-actions[bot]", `said ${MARKER}`),
      comment(3, "github-actions[bot]", MARKER, "User"),
      comment(4, "other[bot]", MARKER),
      { id: 5, body: null, user: null },
      ...Array.from({ length: 200 }, (_, index) => comment(100 + index, "someone", "x", "User")),
    ];
    expect((await comments({ comments: others })).written).toEqual(["POST /repos/o/r/issues/7/comments"]);
    const own = comment(6, "github-actions[bot]", `${MARKER}\nold`);
    expect((await comments({ comments: [...others, own] })).written).toEqual([
      "PATCH /repos/o/r/issues/comments/6",
    ]);
  });

  test.each<[string, Scene]>([
    ["pushed to since", { pulls: [pull(7, SHA.replace("0", "f"))] }],
    ["closed", { pulls: [] }],
    ["of another repository with that branch", { pulls: [pull(7, SHA, "someone/other")] }],
    ["of a repository that is gone", { pulls: [pull(7, SHA, null)] }],
    ["of a fork that is gone", { run: { head_repository: null } }],
    ["none, but a push", { run: { event: "push" } }],
  ])("writes nothing where the pull request is %s", async (_, scene) => {
    const found = await comments(scene);
    expect(found.written).toEqual([]);
    expect(found.stdout).toContain("No open pull request has this commit as its head");
    expect(found.status).toBe(0);
  });

  test("writes nothing of a run that waits for an approval", async () => {
    const found = await comments({ run: { conclusion: "action_required" }, artifacts: [] });
    expect(found.stdout).toContain("The run waits for an approval");
    expect(found.written).toEqual([]);
    expect(found.status).toBe(0);
  });

  test.each<[string, Scene, string]>([
    [
      "an artifact that names another pull request",
      { artifact: zip({ "about.json": about(8), "preview.md": "x" }) },
      "the artifact is of #8, and the run of #7: nothing is commented on\n",
    ],
    [
      "two pull requests, and no report that says of which",
      { pulls: [pull(7), pull(9)], artifacts: [] },
      "the run is of #7, #9, and no report says of which: nothing is commented on\n",
    ],
    ["a run that is of another form", { run: { head_sha: "main" } }, "head_sha"],
  ])("writes nothing and fails for %s", async (_, scene, message) => {
    const found = await comments(scene);
    expect(found.stderr).toContain(message);
    expect(found.written).toEqual([]);
    expect(found.status).toBe(1);
  });

  test("of two pull requests with one head the report says which", async () => {
    expect((await comments({ pulls: [pull(9), pull(7)] })).written).toEqual([
      "POST /repos/o/r/issues/7/comments",
    ]);
  });

  test.each<[string, Scene, string]>([
    ["none", { artifacts: [] }, "the run has no artifact preview-comment"],
    [
      "one that has gone",
      { artifacts: [listed(1, { expired: true })] },
      "the run has no artifact preview-comment",
    ],
    [
      "one that is too large",
      { artifacts: [listed(262_145)] },
      "the artifact has 262145 bytes, and 262144 are allowed",
    ],
    [
      "one that is larger than it says",
      { artifact: Buffer.alloc(300_000) },
      "GitHub sends more than 262144 bytes for /actions/artifacts/5/zip",
    ],
    ["one that is no archive", { artifact: Buffer.from("no") }, "the artifact cannot be unpacked"],
    [
      "one that unpacks to more",
      { artifact: zip({ "about.json": about(7), "preview.md": "a".repeat(300_000) }) },
      "preview.md has more than 262144 bytes",
    ],
    [
      "one that does not say whose it is",
      { artifact: zip({ "preview.md": "x" }) },
      "the artifact's about.json is missing or not what preview.yml writes",
    ],
    [
      "one that says more",
      { artifact: zip({ "about.json": '{"pullRequest":7,"outcome":"success","x":1}', "preview.md": "x" }) },
      "the artifact's about.json is missing or not what preview.yml writes",
    ],
    [
      "one without a report",
      { artifact: zip({ "about.json": about(7, "failure") }) },
      "the preview left none",
    ],
  ])("says that nothing is known where the artifact is %s", async (_, scene, why) => {
    const found = await comments(scene);
    expect(found.body).toContain(`**There is no report**: ${why}. Nothing is known of what this changes.`);
    expect(found.written).toEqual(["POST /repos/o/r/issues/7/comments"]);
    expect(found.status).toBe(0);
  });

  test("comments with what fits of a report that is too long, and fails", async () => {
    const found = await comments({
      artifact: zip({ "about.json": about(7), "preview.md": "| changes |\n".repeat(6000) }),
    });
    expect(found.written).toEqual(["POST /repos/o/r/issues/7/comments"]);
    expect(found.body).toContain("> **The preview counts as failed: its report is cut here**");
    expect(found.stderr).toBe(
      "the report was too long for the comment, and is cut there; the run has all of it\n",
    );
    expect(found.status).toBe(1);
  });

  test("takes the latest attempt's artifact", async () => {
    const artifacts = [listed(999_999, { id: 4 }), listed(), listed(999_999, { id: 3 })];
    expect((await comments({ artifacts })).body).toContain("| changes |");
  });

  test("does not unpack what it did not ask for", async () => {
    const found = await comments({
      artifact: zip({
        "../../evil": "x",
        "about.json": about(7),
        "preview.md": "fine",
        "sub/preview.md": "no",
      }),
    });
    expect(found.body.endsWith("\n\nfine")).toBe(true);
  });
});

test.each([
  [[7], 7, 7],
  [[7], undefined, 7],
  [[7, 9], 9, 9],
])("of %j the artifact names %j: %j", (candidates, named, number) => {
  expect(chosen(candidates, named)).toBe(number);
});
