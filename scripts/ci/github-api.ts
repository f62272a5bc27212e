// The few calls to GitHub's REST API that workflows make; answers are checked, and the token is in no message.
import { z } from "zod";

export interface GitHub {
  /** `https://api.github.com`, of GITHUB_API_URL. */
  url: string;
  token: string;
  /** `owner/name`, of GITHUB_REPOSITORY. */
  repository: string;
}

/** @throws where the runner has not said who it is */
export function gitHubOf(env: NodeJS.ProcessEnv): GitHub {
  const { GITHUB_API_URL: url, GITHUB_TOKEN: token, GITHUB_REPOSITORY: repository } = env;
  if (!url || !token || !repository)
    throw new Error("GITHUB_API_URL, GITHUB_TOKEN and GITHUB_REPOSITORY have to be set, as a runner does");
  return { url, token, repository };
}

/** Of a comment and of an issue: "Body is too long (maximum is 65536 characters)". */
export const LONGEST_BODY = 65_536;

type Method = "GET" | "POST" | "PATCH";

const TIMEOUT_MS = 30_000;
/** More than anybody comments; a list that goes on would otherwise never end. */
const MOST_PAGES = 50;
const PAGE = 100;

async function request(github: GitHub, method: Method, path: string, body?: object): Promise<Response> {
  const response = await fetch(`${github.url}/repos/${github.repository}${path}`, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${github.token}`,
      "x-github-api-version": "2022-11-28",
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`GitHub answers ${method} ${path} with HTTP ${response.status}`);
  return response;
}

export async function call<T>(
  github: GitHub,
  method: Method,
  path: string,
  schema: z.ZodType<T>,
  body?: object,
): Promise<T> {
  const parsed = schema.safeParse(await (await request(github, method, path, body)).json());
  if (!parsed.success)
    throw new Error(
      `GitHub's answer to ${method} ${path} is of another form: ${z.prettifyError(parsed.error)}`,
    );
  return parsed.data;
}

/** All pages of a list. @param path with its own query, such as `/pulls?state=open` */
export async function list<T>(github: GitHub, path: string, schema: z.ZodType<T>): Promise<T[]> {
  const all: T[] = [];
  const separator = path.includes("?") ? "&" : "?";
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const items = await call(
      github,
      "GET",
      `${path}${separator}per_page=${PAGE}&page=${page}`,
      z.array(schema),
    );
    all.push(...items);
    if (items.length < PAGE) return all;
  }
  throw new Error(`GitHub's list ${path} has more than ${MOST_PAGES * PAGE} entries`);
}

/** @throws where there is more than `most` bytes */
export async function download(github: GitHub, path: string, most: number): Promise<Buffer> {
  const response = await request(github, "GET", path);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = z.instanceof(Uint8Array).parse(chunk);
    chunks.push(bytes);
    size += bytes.byteLength;
    if (size > most) throw new Error(`GitHub sends more than ${most} bytes for ${path}`);
  }
  return Buffer.concat(chunks);
}

const COMMENT = z.object({
  id: z.int(),
  body: z.string().nullish(),
  user: z.object({ login: z.string(), type: z.string() }).nullable(),
});

/** What GITHUB_TOKEN writes as; nobody else can. */
export const isOurs = (
  { body, user }: { body?: string | null | undefined; user: { login: string; type: string } | null },
  marker: string,
): boolean =>
  user?.type === "Bot" && user.login === "github-actions[bot]" && body?.startsWith(marker) === true;

const DONE = z.object({ html_url: z.string() });

/** One comment, updated: the one of ours that begins with the marker. @returns its address */
export async function stickyComment(
  github: GitHub,
  issue: number,
  marker: string,
  body: string,
): Promise<string> {
  const comments = await list(github, `/issues/${issue}/comments`, COMMENT);
  const own = comments.find((comment) => isOurs(comment, marker));
  const { html_url } =
    own === undefined
      ? await call(github, "POST", `/issues/${issue}/comments`, DONE, { body })
      : await call(github, "PATCH", `/issues/comments/${own.id}`, DONE, { body });
  return html_url;
}
