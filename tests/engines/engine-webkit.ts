// SPDX-License-Identifier: Apache-2.0
// WebKit, as WebKitGTK has it, by WebDriver. It wants a display: ./dev gives it one that nobody sees.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import {
  Builder,
  By,
  Capabilities,
  Key,
  type WebDriver,
  type WebElement,
} from "selenium-webdriver";
import type { Browser, Home, Network, Tab } from "./browser";
import { Scripted, until } from "./scripted";

const named: Record<string, string> = {
  Control: Key.CONTROL,
  Shift: Key.SHIFT,
  Tab: Key.TAB,
  Enter: Key.ENTER,
  Escape: Key.ESCAPE,
  Backspace: Key.BACK_SPACE,
  Space: Key.SPACE,
  ArrowDown: Key.ARROW_DOWN,
  ArrowUp: Key.ARROW_UP,
  ArrowLeft: Key.ARROW_LEFT,
  ArrowRight: Key.ARROW_RIGHT,
};

/** This driver has no ear for the console: the page is listened to from within, once it is there. */
const listen = `(() => {
  const complaints = (window.complaints = []);
  const note = (...parts) => complaints.push(parts.map(String).join(" "));
  for (const name of ["error", "warn"]) {
    const own = console[name];
    console[name] = (...parts) => (note(...parts), own.apply(console, parts));
  }
  addEventListener("error", (event) => note(event.message || "error at " + event.target.nodeName), true);
  addEventListener("unhandledrejection", ({ reason }) => note(reason));
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    note("Policy violated:", violatedDirective, blockedURI));
})()`;

class WebKitEngine extends Scripted {
  private readonly heard: string[] = [];

  constructor(
    private readonly driver: WebDriver,
    private readonly home: Home,
    network: Network,
  ) {
    super(network);
  }

  private find(selector: string): Promise<WebElement> {
    return Promise.resolve(this.driver.findElement(By.css(selector)));
  }

  async open(address: string): Promise<void> {
    await this.leave();
    await this.driver.get(address);
    await this.run(listen);
  }

  async reload(): Promise<void> {
    await this.leave();
    await this.driver.navigate().refresh();
    await this.run(listen);
  }

  private async leave(): Promise<void> {
    this.heard.push(...(await this.run<string[]>("window.complaints ?? []")));
  }

  async complaints(): Promise<string[]> {
    await this.leave();
    return this.heard;
  }

  protected async touch(x: number, y: number): Promise<void> {
    await this.driver
      .actions()
      .move({ x: Math.floor(x), y: Math.floor(y), duration: 0 })
      .press()
      .release()
      .perform();
  }

  async select(selector: string, value: string): Promise<void> {
    await this.see(selector);
    const select = await this.find(selector);
    await select
      .findElement(By.css(`option[value=${JSON.stringify(value)}]`))
      .click();
  }

  async press(key: string): Promise<void> {
    const keys = key.split("+").map((name) => named[name] ?? name);
    const last = keys.pop()!;
    let actions = this.driver.actions();
    for (const held of keys) actions = actions.keyDown(held);
    actions = actions.keyDown(last).keyUp(last);
    for (const held of keys.reverse()) actions = actions.keyUp(held);
    await actions.perform();
  }

  protected async keys(text: string): Promise<void> {
    let actions = this.driver.actions();
    for (const key of text) actions = actions.keyDown(key).keyUp(key);
    await actions.perform();
  }

  protected async choose(selector: string, path: string): Promise<void> {
    const input = await this.find(selector);
    await input.sendKeys(path);
  }

  protected written(name: string, text: string): string {
    return this.home.written(name, text);
  }

  async run<Result>(expression: string): Promise<Result> {
    const answer = await this.driver.executeAsyncScript<
      { value: Result } | { reason: string }
    >(`
      const answer = arguments[arguments.length - 1];
      Promise.resolve()
        .then(() => (${expression}))
        .then((value) => answer({ value }), (reason) => answer({ reason: String(reason) }));
    `);
    if ("reason" in answer) throw new Error(answer.reason);
    return answer.value;
  }
}

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => found(port));
    });
  });

/** `binary`: MiniBrowser. */
export async function webkit(binary: string, home: Home): Promise<Browser> {
  const config = join(home.folder, "config");
  mkdirSync(config);
  writeFileSync(
    join(config, "user-dirs.dirs"),
    `XDG_DOWNLOAD_DIR="${home.saved}"\n`,
  );
  const port = await freePort();
  const server = spawn("WebKitWebDriver", [`--port=${port}`], {
    stdio: "ignore",
    env: {
      ...process.env,
      HOME: home.folder,
      XDG_CONFIG_HOME: config,
      NO_AT_BRIDGE: "1",
      GTK_A11Y: "none",
      MESA_SHADER_CACHE_DISABLE: "true",
    },
  });
  // Also where the browser did not start.
  process.once("exit", () => server.kill());
  const address = `http://127.0.0.1:${port}`;
  await until("the driver answers", async () =>
    fetch(`${address}/status`).then(({ ok }) => ok),
  );
  const driver = await new Builder()
    .usingServer(address)
    .withCapabilities(
      new Capabilities({
        browserName: "MiniBrowser",
        "webkitgtk:browserOptions": {
          binary,
          args: ["--automation"],
        },
      }),
    )
    .build();
  const capabilities = await driver.getCapabilities();
  await driver
    .manage()
    .setTimeouts({ script: 60_000, pageLoad: 60_000, implicit: 0 });
  await driver.manage().window().setRect({ width: 1280, height: 960 });
  return {
    version: `${capabilities.getBrowserName()} ${capabilities.getBrowserVersion()}`,
    async tab(network): Promise<Tab> {
      const engine = new WebKitEngine(driver, home, network);
      return {
        engine,
        saved: (act) => home.saving(act),
        complaints: () => engine.complaints(),
        close: () => engine.open("about:blank"),
      };
    },
    async close() {
      await driver.quit().catch(() => {});
      server.kill();
    },
  };
}
