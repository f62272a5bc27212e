import { describe, expect, test } from "@jest/globals";
import { instantQuery } from "./prometheus.ts";
import type { Answer } from "./testing.ts";
import { serve } from "./testing.ts";

/** As Prometheus' HTTP API does: https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries */
const vector = (...values: string[]): Answer => ({
  body: {
    status: "success",
    data: {
      resultType: "vector",
      result: values.map((value, index) => ({
        metric: { i: String(index) },
        value: [1435781451.781, value],
      })),
    },
  },
});

async function ask(answer: Answer | undefined, url = (base: string) => base, timeoutMs?: number) {
  await using server = await serve(() => answer);
  return await instantQuery({ url: url(server.url), token: "" }, "up", timeoutMs);
}

test("asks by POST, with the token, below the URL's own path", async () => {
  await using server = await serve(() => vector("1"));
  await instantQuery({ url: `${server.url}/prometheus/`, token: "s3cret" }, 'up{a="b&c"} + 1');
  expect(
    server.received.map(({ method, path, body, headers }) => [method, path, body, headers.authorization]),
  ).toEqual([["POST", "/prometheus/api/v1/query", "query=up%7Ba%3D%22b%26c%22%7D+%2B+1", "Bearer s3cret"]]);
});

test("numbers of every series, or one", async () => {
  expect(await ask(vector("0", "-1.5e3"))).toEqual([
    { labels: { i: "0" }, value: 0 },
    { labels: { i: "1" }, value: -1500 },
  ]);
  expect(
    await ask({ body: { status: "success", data: { resultType: "scalar", result: [1, "7"] } } }),
  ).toEqual([{ labels: {}, value: 7 }]);
});

describe("is no answer", () => {
  const data = (resultType: string, result: unknown, more = {}): Answer => ({
    body: { status: "success", data: { resultType, result }, ...more },
  });
  test.each<[string, Answer, string]>([
    ["no series", vector(), "no data"],
    ["NaN", vector("1", "NaN"), "the value is NaN, not a number"],
    ["infinity", vector("+Inf"), "the value is +Inf, not a number"],
    ["less than infinity", vector("-Inf"), "the value is -Inf, not a number"],
    ["an empty value", vector(""), "the value is empty, not a number"],
    ["words", vector("many"), "the value is many, not a number"],
    ["a range", data("matrix", []), "the answer is not what Prometheus gives to an instant query"],
    ["a string", data("string", [1, "1"]), "the answer is not what Prometheus gives to an instant query"],
    ["numbers for text", data("vector", [{ metric: {}, value: [1, 1] }]), "the answer is not what"],
    ["something else", { body: { ok: true } }, "the answer is not what Prometheus gives to an instant query"],
    ["a login page", { body: "<html>" }, "the answer is not what Prometheus gives to an instant query"],
    ["nothing", {}, "the answer is not what Prometheus gives to an instant query"],
    [
      "a part of the data",
      data("vector", [{ metric: {}, value: [1, "1"] }], { warnings: ["store eu-west-1 did not answer"] }),
      "the answer is not whole (store eu-west-1 did not answer)",
    ],
    [
      "a query that is refused",
      { status: 400, body: { status: "error", errorType: "bad_data", error: "parse error" } },
      "Prometheus refuses the query (bad_data: parse error)",
    ],
    ["an error", { status: 503 }, "Prometheus answers HTTP 503"],
    ["an error that looks well", { ...vector("1"), status: 500 }, "Prometheus answers HTTP 500"],
  ])("%s", async (_, answer, message) => {
    await expect(ask(answer)).rejects.toThrow(message);
  });

  test("a redirect, wherever it leads", async () => {
    await using server = await serve(({ path }) =>
      path === "/login" ? vector("1") : { status: 302, headers: { location: "/login" } },
    );
    await expect(instantQuery({ url: server.url, token: "s3cret" }, "up")).rejects.toThrow(
      new Error("Prometheus cannot be reached (unexpected redirect)"),
    );
    expect(server.received).toHaveLength(1);
  });

  test("none in time", async () => {
    await expect(ask(undefined, undefined, 50)).rejects.toThrow("Prometheus cannot be reached (timeout)");
  });

  test("a server that is not there", async () => {
    await expect(ask(vector("1"), () => "http://127.0.0.1:1")).rejects.toThrow(
      /^Prometheus cannot be reached \(.+\)$/,
    );
  });

  test.each([
    ["http://user:pass@127.0.0.1:1", "its URL is none, or has a user in it; give a token instead"],
    ["user:pass@prometheus", "unknown scheme"],
    ["prometheus/pass", "Invalid URL"],
  ])("a wrong URL, untold: %s", async (url, why) => {
    await expect(ask(vector("1"), () => url)).rejects.toThrow(
      new Error(`Prometheus cannot be reached (${why})`),
    );
  });
});
