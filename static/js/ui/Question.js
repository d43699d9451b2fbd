/**
 * Texts that every round shows: the question (announced to screen readers when it appears), an explanation, a prompt to talk.
 * No type of round is known here.
 */
import { html, useEffect } from "../../vendor/preact-htm.js";
import { announce } from "./announce.js";
import { Bubble } from "./icons.js";

/** Longer questions get smaller letters, so that nothing scrolls while one is open. @param {string} text */
function sizeOf(text) {
  return text.length > 150 ? "xl" : text.length > 100 ? "l" : text.length > 60 ? "m" : "s";
}

/** `ask` is what is asked about `text`, where the two are apart. @param {{text: string, ask?: string}} props */
export function Question({ text, ask = "" }) {
  useEffect(() => announce(ask ? `${text} ${ask}` : text), [text, ask]);
  return html`<h1 class="question size-${sizeOf(text)}">${text}${ask && html` <span class="ask">${ask}</span>`}</h1>`;
}

/** With a `title` it is what the page is about: its heading. @param {{title?: string, text: string, children?: any}} props */
export function Explanation({ title, text, children }) {
  if (!title && !text && !children) return null;
  return html`<section class="explain">${title && html`<h1>${title}</h1>`}${text && html`<p>${text}</p>`}${children}</section>`;
}

/** @param {{text: string}} props */
export function TalkPrompt({ text }) {
  return html`<p class="talk"><${Bubble} /><span>${text}</span></p>`;
}
