// The HTML page of a preview in a real Chromium: it loads nothing, and works by keyboard, in the dark, on a phone and on paper.
import assert from "node:assert/strict";
import { rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { execa } from "execa";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { z } from "zod";
import { exampleChange, exampleReport, exampleStack } from "../../preview/judgement/example-report.ts";
import { HOSTILE, withText } from "../../preview/judgement/hostile-report.ts";
import { renderHtml } from "../../preview/html/page.ts";
import { launch, noChromium } from "../browser.ts";
import { WORK_TREE } from "../engine/program.ts";
import { temporaryFolder } from "../testbed/temporary-folder.ts";

const skip = noChromium;

const ONE = "prod-eu-west-1";
const DIFF = {
  path: "spec.image",
  from: "duel:1",
  to: "duel:2",
  forcesReplacement: false,
  effect: "update" as const,
};
const REPORTS = {
  example: exampleReport([
    exampleStack(ONE, {
      warnings: ["a warning"],
      violations: [
        { policy: "p", level: "advisory", urn: `urn:pulumi:${ONE}::gameplane::t::n`, message: "m" },
      ],
      changes: [
        exampleChange(ONE, "NodeGroup::game-1-abc-az1", "replace", [
          { ...DIFF, forcesReplacement: true, effect: "replace" },
        ]),
        exampleChange(ONE, "Fleet::duel", "update", [DIFF]),
        exampleChange(ONE, "subnet:Subnet::game-az2", "create"),
        exampleChange(ONE, "vpc:Vpc::vpc", "delete"),
      ],
    }),
    exampleStack("prod-us-east-1"),
  ]),
  hostile: withText(HOSTILE),
};
const PAGES = ["project", "example", "hostile"] as const;

const bed = new AsyncDisposableStack();
let folder: string;
let browser: Browser;

before(async () => {
  if (skip !== false) return;
  folder = temporaryFolder("page");
  bed.defer(() => rm(folder, { recursive: true }));
  for (const [name, report] of Object.entries(REPORTS))
    await writeFile(join(folder, `${name}.html`), renderHtml(report).text);
  const preview = [join(WORK_TREE, "preview/main.ts"), "--cwd", WORK_TREE, "--format", "html"];
  // A check that fails has a page, too.
  const { stdout, stderr } = await execa(process.execPath, preview, { reject: false });
  assert.match(stdout, /^<!doctype html>/, stderr);
  await writeFile(join(folder, "project.html"), stdout);
  browser = await launch();
  bed.defer(() => browser.close());
});

after(() => bed.disposeAsync());

for (const name of PAGES)
  void describe(`the page of the ${name} report`, { skip }, () => {
    test("asks for nothing but itself and complains of nothing", async (t) => {
      await using page = await opened(name);
      await page.ask(
        "document.querySelectorAll('details').forEach((each) => { each.open = true; })",
        z.undefined(),
      );
      assert.deepEqual(page.heard, []);
      assert.deepEqual(page.loaded, [addressOf(name)]);
      t.diagnostic(`${name}: ${Math.round((await stat(join(folder, `${name}.html`))).size / 1024)} KiB`);
    });

    for (const colorScheme of ["light", "dark"] as const)
      test(`has no fault that axe knows, ${colorScheme}`, async () => {
        await using page = await opened(name, { colorScheme });
        // Rows of the tree are alike: those of a small report are enough.
        if (name !== "project") await page.locator("#unfold").click();
        await page.ask(
          "document.querySelectorAll('main details:not(.particulars)').forEach((each) => { each.open = true; })",
          z.undefined(),
        );
        await page.evaluate(axe.source);
        const faults = await page.ask(
          "axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
          z.array(z.string()),
        );
        assert.deepEqual(faults, []);
      });

    test("fits 390 px, unfolded too: only what is within scrolls", async () => {
      await using page = await opened(name, { viewport: { width: 390, height: 844 } });
      const width = "document.documentElement.scrollWidth";
      assert.equal(await page.ask(width, z.number()), 390);
      await page.locator("#unfold").click();
      await page.ask(
        "document.querySelectorAll('details').forEach((each) => { each.open = true; })",
        z.undefined(),
      );
      assert.equal(await page.ask(width, z.number()), 390);
    });

    test("is all there without scripts, but for the tree", async () => {
      await using page = await opened(name, { javaScriptEnabled: false });
      assert.ok(await page.locator("#verdict h2").isVisible());
      assert.ok(await page.locator("#capacity h2").isVisible());
      assert.match((await page.locator("#tree").textContent()) ?? "", /needs scripts/);
    });
  });

void describe("the tree of resources", { skip }, () => {
  test("has the URNs of the report, and its inputs where somebody asks", async () => {
    await using page = await opened("project");
    await page.locator("#unfold").click();
    const stdout = await execa(process.execPath, [
      join(WORK_TREE, "preview/main.ts"),
      "--cwd",
      WORK_TREE,
      "--format",
      "json",
      "--stack",
      ONE,
    ]);
    const { stacks } = REPORT.parse(JSON.parse(stdout.stdout));
    const resources = stacks[0]?.resources.filter(({ type }) => type !== "pulumi:pulumi:Stack") ?? [];
    assert.ok(resources.length > 100);
    await page.ask(
      `[...document.querySelectorAll("details.stack")].find((each) => each.querySelector("summary").textContent.startsWith("${ONE} ")).querySelectorAll(".particulars").forEach((each) => { each.open = true; })`,
      z.undefined(),
    );
    await page.waitForFunction("document.querySelectorAll('.particulars[open] pre').length > 0");
    const shown = await page.ask(
      "[...document.querySelectorAll('.particulars[open]')].map((each) => [each.querySelector('p code').textContent, each.querySelector('pre').textContent])",
      z.array(z.tuple([z.string(), z.string()])),
    );
    const inputs = new Map(shown);
    for (const { urn, inputs: own, custom } of resources)
      if (custom)
        assert.equal(
          inputs.get(urn),
          Object.keys(own).length === 0 ? "No inputs." : JSON.stringify(own, null, 2),
          urn,
        );
  });

  test("folds and unfolds, and shows only what changes", async () => {
    await using page = await opened("example");
    const visible = async () => (await page.locator("#tree summary:visible").allTextContents()).map(words);
    assert.deepEqual(await visible(), [`${ONE} 12 of 12 resources`, "prod-us-east-1 12 of 12 resources"]);
    await page.locator("#changed").click();
    assert.equal(await page.locator("#changed").getAttribute("aria-pressed"), "true");
    assert.deepEqual(await visible(), [
      `${ONE} 4 of 12 resources`,
      `pulumi:pulumi:Stack gameplane-${ONE}`,
      "gameplane:network:Network network",
      "− delete aws:ec2:Vpc vpc",
      "+ create aws:ec2:Subnet game-az2",
      "gameplane:nodes:NodePool game",
      "± replace aws:eks:NodeGroup game-1-abc-az1",
      "gameplane:games:Game duel",
      "~ update kubernetes:agones.dev:Fleet duel",
    ]);
    await page.locator("#changed").click();
    await page.locator("#unfold").click();
    assert.equal((await visible()).length, 26);
    await page.locator("#fold").click();
    assert.equal((await visible()).length, 2);
  });

  test("shows hostile texts as texts", async () => {
    await using page = await opened("hostile");
    await page.locator("#unfold").click();
    assert.equal(await page.ask("document.images.length + document.scripts.length", z.number()), 2);
    assert.match(
      (await page.locator("#tree").textContent()) ?? "",
      /<script>alert\(1\)<\/script><img src=https:/,
    );
  });
});

void describe("by keyboard", { skip }, () => {
  test("the first stop leads past the header", async () => {
    await using page = await opened("example");
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(":focus").textContent(), "Skip to the verdict");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(":focus").getAttribute("id"), "main");
    await page.keyboard.press("Tab");
    assert.ok(await page.locator("#verdict a:focus").isVisible());
  });

  test("a slash searches changes and resources, Escape ends it", async () => {
    await using page = await opened("example");
    const changes = async () => (await page.locator(".change:visible").allTextContents()).map(words);
    assert.equal((await changes()).length, 4);
    await page.keyboard.press("/");
    assert.equal(await page.locator(":focus").getAttribute("id"), "search");
    await page.keyboard.type("agones fleet");
    await page.locator("#found", { hasText: /^1 change and 4 resources$/ }).waitFor();
    assert.match((await changes()).join(), /^~ update kubernetes:agones.dev:Fleet duel in prod-eu-west-1/);
    assert.equal(await page.locator("#tree summary:visible", { hasText: "Subnet" }).count(), 0);
    await page.keyboard.press("/");
    assert.equal(
      await page.locator("#search").inputValue(),
      "agones fleet/",
      "within the field it is a letter",
    );
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#search").inputValue(), "");
    assert.equal(await page.locator("#found").textContent(), "");
    assert.equal((await changes()).length, 4);
  });

  test("what is folded opens, and every stop can be seen", async () => {
    await using page = await opened("example");
    await page.locator("#topology summary").last().focus();
    const open = page.locator("#topology details").last();
    const wasOpen = await open.getAttribute("open");
    await page.keyboard.press("Enter");
    assert.notEqual(await open.getAttribute("open"), wasOpen);
    for (let stop = 0; stop < 60; stop++) {
      await page.keyboard.press("Tab");
      const outline =
        "document.activeElement === document.body ? 'body' : getComputedStyle(document.activeElement).outlineStyle";
      assert.notEqual(await page.ask(outline, z.string()), "none");
    }
  });
});

void describe("themes", { skip }, () => {
  const GROUND = "getComputedStyle(document.body).backgroundColor";
  const [WHITE, DARK] = ["rgb(255, 255, 255)", "rgb(20, 23, 26)"];

  test("as the system has it, or as somebody says, until the page is loaded again", async () => {
    await using page = await opened("example", { colorScheme: "dark" });
    const ground = () => page.ask(GROUND, z.string());
    assert.equal(await ground(), DARK);
    await page.getByRole("button", { name: "Light theme" }).click();
    assert.equal(await ground(), WHITE);
    await page.getByRole("button", { name: "Dark theme" }).click();
    assert.equal(await ground(), DARK);
    await page.getByRole("button", { name: "Light theme" }).click();
    await page.reload();
    assert.equal(await ground(), DARK);
    await page.emulateMedia({ colorScheme: "light" });
    assert.equal(await ground(), WHITE);
  });

  test("nothing moves for people who asked for that", async () => {
    await using page = await opened("example", { reducedMotion: "reduce" });
    assert.equal(
      await page.ask("getComputedStyle(document.documentElement).scrollBehavior", z.string()),
      "auto",
    );
  });
});

test("on paper everything is unfolded and black on white, afterwards as it was", { skip }, async () => {
  await using page = await opened("example", { colorScheme: "dark" });
  const folded = "document.querySelectorAll('details:not([open], .particulars)').length";
  const before = await page.ask(folded, z.number());
  assert.notEqual(before, 0);
  await page.ask(
    `addEventListener("beforeprint", () => { window.foldedOnPaper = ${folded}; })`,
    z.undefined(),
  );
  const paper = await page.pdf({ format: "A4" });
  assert.equal(paper.subarray(0, 4).toString(), "%PDF");
  assert.equal(await page.ask("window.foldedOnPaper", z.number()), 0);
  assert.equal(await page.ask(folded, z.number()), before);
  await page.emulateMedia({ media: "print" });
  assert.equal(
    await page.ask("getComputedStyle(document.body).backgroundColor", z.string()),
    "rgb(255, 255, 255)",
  );
  assert.equal(await page.locator("nav").isVisible(), false);
});

const REPORT = z.object({
  stacks: z.array(
    z.object({
      resources: z.array(
        z.object({
          urn: z.string(),
          type: z.string(),
          custom: z.boolean(),
          inputs: z.record(z.string(), z.json()),
        }),
      ),
    }),
  ),
});

type Opened = Page & {
  /** What the console, dialogs and uncaught errors said. */
  heard: string[];
  loaded: string[];
  /** The value of an expression in the page. */
  ask: <T>(expression: string, form: z.ZodType<T>) => Promise<T>;
};

async function opened(name: (typeof PAGES)[number], options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const heard: string[] = [];
  const loaded: string[] = [];
  page.on("console", (message) => heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(error.message));
  page.on("dialog", (dialog) => heard.push(dialog.message()));
  page.on("request", (request) => loaded.push(request.url()));
  await page.goto(addressOf(name));
  return Object.assign(page, {
    heard,
    loaded,
    ask: async <T>(expression: string, form: z.ZodType<T>) => form.parse(await page.evaluate(expression)),
    [Symbol.asyncDispose]: () => context.close(),
  });
}

const addressOf = (name: string): string => pathToFileURL(join(folder, `${name}.html`)).href;

const words = (text: string): string => text.replace(/\s+/g, " ").trim();
