// SPDX-License-Identifier: Apache-2.0
// Firefox by WebDriver BiDi.
import puppeteer, {
  type ElementHandle,
  type KeyInput,
  type Page,
} from "puppeteer-core";
import type { Browser, Home, Network, Tab } from "./browser";
import { Scripted } from "./scripted";

class FirefoxEngine extends Scripted {
  constructor(
    private readonly page: Page,
    private readonly home: Home,
    network: Network,
  ) {
    super(network);
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  protected async touch(x: number, y: number): Promise<void> {
    await this.page.mouse.click(x, y);
  }

  async select(selector: string, value: string): Promise<void> {
    await this.see(selector);
    await this.page.select(selector, value);
  }

  async press(key: string): Promise<void> {
    const keys = key.split("+") as KeyInput[];
    const last = keys.pop()!;
    for (const held of keys) await this.page.keyboard.down(held);
    await this.page.keyboard.press(last);
    for (const held of keys.reverse()) await this.page.keyboard.up(held);
  }

  protected async keys(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  protected async choose(selector: string, path: string): Promise<void> {
    const input = await this.page.$(selector);
    await (input as ElementHandle<HTMLInputElement>).uploadFile(path);
  }

  protected written(name: string, text: string): string {
    return this.home.written(name, text);
  }

  run<Result>(expression: string): Promise<Result> {
    return this.page.evaluate(expression) as Promise<Result>;
  }
}

export async function firefox(
  executablePath: string,
  home: Home,
): Promise<Browser> {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    // A profile of its own lies in the home, and goes with it.
    env: { ...process.env, HOME: home.folder },
    defaultViewport: { width: 1280, height: 900 },
    extraPrefsFirefox: {
      "browser.download.folderList": 2,
      "browser.download.dir": home.saved,
      "browser.download.useDownloadDir": true,
      "browser.download.always_ask_before_handling_new_types": false,
      "browser.download.alwaysOpenPanel": false,
    },
  });
  return {
    version: await browser.version(),
    async tab(network): Promise<Tab> {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warn")
          complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      // The page asks before it is left with entries.
      page.on("dialog", (dialog) => void dialog.accept());
      return {
        engine: new FirefoxEngine(page, home, network),
        saved: (act) => home.saving(act),
        paper: async () =>
          Buffer.from(
            await page.pdf({ format: "A4", preferCSSPageSize: true }),
          ),
        complaints: () => Promise.resolve(complaints),
        close: () => page.close(),
      };
    },
    close: () => browser.close(),
  };
}
