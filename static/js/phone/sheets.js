/**
 * Sheets over the page: info, menu, inviting a friend, moving to another phone. While one is open the page behind it is hidden, so the
 * focus cannot get lost there. phone.js closes them when a question opens, except the Info page: nobody shuts that door on a child.
 */
import { html, useLayoutEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { InfoText, titleOf, useInfo } from "../ui/info.js";
import { Avatar, Languages, useCommand } from "./pages.js";
import { Souvenir } from "./souvenir.js";

const CODES = ["wifi", "game"];

/** @param {{title: string, close: () => void, children?: any}} props */
function Frame({ title, close, children }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  // Before the next frame: then the browser takes the focus off what has just been hidden.
  useLayoutEffect(() => {
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    heading.current?.focus();
    const onKey = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && close();
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
      requestAnimationFrame(() => before?.focus());
    };
  }, [title]);
  return html`<section class="sheet" role="dialog" aria-modal="true" aria-labelledby="sheet-title">
    <div class="sheet-top"><h1 id="sheet-title" tabindex="-1" ref=${heading}>${title}</h1><button class="pill" onClick=${close}><span>${t("common.close")}</span></button></div>
    ${children}
  </section>`;
}

/** @param {{name: string, open: (name: string) => void, act: any, player: any, box?: number, lang: string, room?: string}} props */
export function Sheet({ name, open, act, player, box, lang, room }) {
  const close = () => open("");
  if (name === "info") return html`<${Info} close=${close} />`;
  if (name === "invite") return html`<${Invite} close=${close} room=${room} />`;
  if (name === "move_in") return html`<${MoveIn} close=${close} useCode=${act.useCode} />`;
  if (name === "move") return html`<${MoveOut} close=${close} askCode=${act.askCode} />`;
  return html`<${Menu} close=${close} open=${open} act=${act} player=${player} box=${box} lang=${lang} />`;
}

/** @param {{close: () => void}} props */
function Info({ close }) {
  return html`<${Frame} title=${titleOf(useInfo())} close=${close}><${InfoText} /><${Souvenir} /><//>`;
}

/** The same page in place of the game, on all phones at once. `children`: what may be done all the same. @param {{children?: any}} props */
export function InfoForAll({ children }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => heading.current?.focus(), []);
  return html`<section class="info-page"><h1 tabindex="-1" ref=${heading}>${titleOf(useInfo())}</h1>${children}<${InfoText} /><${Souvenir} /></section>`;
}

/** @param {any} props */
function Menu({ close, open, act, player, box, lang }) {
  const command = useCommand(act.spin);
  return html`<${Frame} title=${t("phone.menu.title")} close=${close}>
    <div class="name-card small"><${Avatar} kind=${player.kind} /><p class="name">${player.name}</p></div>
    <p class="hint" role="status">${command.message}</p>
    ${player.spins_left > 0 && html`<button class="button" disabled=${command.busy} onClick=${command.run}>${t("phone.lobby.spin", { n: player.spins_left })}</button>`}
    <button class="button" onClick=${() => open("invite")}>${t("phone.lobby.invite")}</button>
    ${box && html`<${TakeBack} run=${() => act.takeBack(box)} />`}
    <button class="button" onClick=${() => open("move")}>${t("phone.menu.move")}</button>
    <div class="menu-lang"><span>${t("phone.menu.lang")}</span><${Languages} lang=${lang} setLang=${act.setLang} /></div>
  <//>`;
}

/** What went into the question box, whatever it was, until an adult has taken it up. @param {{run: () => Promise<any>}} props */
function TakeBack({ run }) {
  const command = useCommand(run);
  const [done, setDone] = useState(false);
  const withdraw = async () => {
    const ack = await command.run();
    setDone(Boolean(ack && ack.ok));
  };
  return html`<button class="button" disabled=${command.busy || done} onClick=${withdraw}>${t("phone.menu.take_back")}</button>
    <p class="hint" role="status">${done ? t("phone.menu.took_back") : command.message}</p>`;
}

/** @param {{close: () => void, room?: string}} props */
function Invite({ close, room }) {
  return html`<${Frame} title=${t("phone.invite.title")} close=${close}>
    <ol class="steps">
      <li>${t("phone.invite.wifi")}</li>
      <li>${t("phone.invite.data")}</li>
      <li>${t("phone.invite.open")}<strong class="address">${location.host}${room ? `/${room}` : ""}</strong></li>
    </ol>
    <div class="codes">${CODES.map((what) => html`<${QrCode} what=${what} />`)}</div>
  <//>`;
}

/** A code as on the wall; the Wi-Fi one is missing where no name was typed. @param {{what: string}} props */
function QrCode({ what }) {
  const [missing, setMissing] = useState(false);
  if (missing) return null;
  return html`<figure><img src=${`/qr/${what}.svg`} alt=${t(`phone.invite.qr_${what}`)} width="140" height="140" onError=${() => setMissing(true)} /><figcaption aria-hidden="true">${t(`phone.invite.qr_${what}`)}</figcaption></figure>`;
}

/** @param {{close: () => void, askCode: () => Promise<any>}} props */
function MoveOut({ close, askCode }) {
  const [code, setCode] = useState("");
  const command = useCommand(askCode);
  const shown = useRef(/** @type {HTMLElement | null} */ (null));
  // The code takes the place of the button that had the focus.
  useLayoutEffect(() => shown.current?.focus(), [code]);
  async function ask() {
    const ack = await command.run();
    if (ack && ack.ok) setCode(ack.code);
  }
  return html`<${Frame} title=${t("phone.menu.move")} close=${close}>
    <ol class="steps">
      <li>${t("phone.move.open")}<strong class="address">${location.host}</strong></li>
      <li>${t("phone.move.tap")}</li>
      <li>${t("phone.move.type")}
        ${code && html`<strong class="code" tabindex="-1" ref=${shown}>${code}</strong>`}
        ${!code && html`<button class="button main" disabled=${command.busy} onClick=${ask}>${t(command.busy ? "phone.join.busy" : "phone.move.show")}</button>`}
      </li>
    </ol>
    <p class="hint" role="status">${command.message || (code ? t("phone.move.secret") : "")}</p>
  <//>`;
}

/** The new phone of somebody who already plays. @param {{close: () => void, useCode: (code: string) => Promise<any>}} props */
function MoveIn({ close, useCode }) {
  const [code, setCode] = useState("");
  const command = useCommand(() => useCode(code.trim()));
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    if (code.trim()) command.run();
    else field.current?.focus();
  }
  return html`<${Frame} title=${t("phone.move_in.title")} close=${close}><form class="move-in" onSubmit=${submit}>
    <p>${t("phone.move_in.text")}</p>
    <label class="field">${t("phone.move_in.label")}
      <input type="text" ref=${field} value=${code} onInput=${(/** @type {any} */ event) => setCode(event.target.value)} class="code-field" autocomplete="off" autocapitalize="characters" spellcheck=${false} maxlength="12" />
    </label>
    <p class="hint" role="status">${command.message}</p>
    <button class="button main" disabled=${command.busy}>${t(command.busy ? "phone.join.busy" : "phone.move_in.go")}</button>
  </form><//>`;
}
