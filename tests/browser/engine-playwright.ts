// SPDX-License-Identifier: Apache-2.0
import type { Page } from "@playwright/test";
import type { Engine } from "./driver";

export class PlaywrightEngine implements Engine {
  constructor(private readonly page: Page) {}

  async open(address: string): Promise<void> {
    await this.page.goto(address);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  async offline(on: boolean): Promise<void> {
    await this.page.context().setOffline(on);
  }

  async click(selector: string): Promise<void> {
    await this.page.locator(selector).first().click();
  }

  async type(selector: string, text: string): Promise<void> {
    const field = this.page.locator(selector).first();
    await field.fill("");
    await field.pressSequentially(text);
  }

  async select(selector: string, value: string): Promise<void> {
    await this.page.locator(selector).first().selectOption(value);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async file(selector: string, name: string, text: string): Promise<void> {
    await this.page.setInputFiles(selector, {
      name,
      mimeType: "application/json",
      buffer: Buffer.from(text),
    });
  }

  async see(selector: string): Promise<void> {
    await this.page.locator(selector).first().waitFor();
  }

  async visible(selector: string): Promise<boolean> {
    return this.page.locator(selector).first().isVisible();
  }

  async texts(selector: string): Promise<string[]> {
    const texts = await this.page.locator(selector).allInnerTexts();
    return texts.map((text) => text.trim());
  }

  async attribute(selector: string, name: string): Promise<string | null> {
    return this.page.locator(selector).first().getAttribute(name);
  }

  async value(selector: string): Promise<string> {
    return this.page.locator(selector).first().inputValue();
  }

  async run<Result>(expression: string): Promise<Result> {
    return this.page.evaluate(expression) as Promise<Result>;
  }
}
