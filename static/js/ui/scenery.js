/**
 * Full-bleed paper landscapes: the quiet lake of "Jeda lembut" and the hills under the lobby. Decoration only, nothing moves.
 * Read next: ui/art.js.
 */
import { html } from "../../vendor/preact-htm.js";

/** Morning over a lake: layers of paper from far to near. Pale enough in the middle for one sentence in ink. */
export function CalmPicture() {
  return html`<svg class="scenery" viewBox="0 0 1600 900" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
    <rect width="1600" height="900" fill="#fdeccb" />
    <circle cx="1130" cy="330" r="250" fill="#fff4da" />
    <circle cx="1130" cy="330" r="150" fill="#ffd978" />
    <path d="M0 430C140 372 250 350 390 392S640 470 790 414S1080 352 1230 398S1480 448 1600 402V900H0Z" fill="#dfe3ee" />
    <path d="M0 520C170 420 300 438 430 500S690 560 860 500S1180 420 1330 478S1520 540 1600 508V900H0Z" fill="#c3d3e4" />
    <path d="M0 600C120 540 300 528 440 574S760 640 930 592S1290 528 1420 570S1560 600 1600 590V900H0Z" fill="#a8c8d6" />
    <path d="M0 640C260 610 520 622 800 628S1350 610 1600 636V900H0Z" fill="#d5ecef" />
    <g fill="#bfe0e6">
      <path d="M960 668h330l-30 10H990Z" /><path d="M1000 704h260l-24 10H1024Z" /><path d="M1050 744h170l-18 10H1066Z" />
      <path d="M180 690h240l-20 9H196Z" /><path d="M420 760h200l-18 9H436Z" />
    </g>
    <path d="M0 806C150 742 330 752 470 800S800 868 1000 838S1400 776 1600 822V900H0Z" fill="#5f9a86" />
    <path d="M0 860C220 806 420 830 640 866S1180 878 1600 852V900H0Z" fill="#3d7a68" />
    <g fill="none" stroke="#3d7a68" stroke-width="7" stroke-linecap="round">
      <path d="M150 812C146 760 158 716 186 676" /><path d="M150 812C140 776 120 750 92 734" />
    </g>
    <g fill="#5f9a86">
      <path d="M186 676C150 676 140 704 148 730C172 722 188 704 186 676Z" /><path d="M172 712C204 704 214 726 208 746C188 744 174 732 172 712Z" />
      <path d="M92 734C96 762 116 772 136 770C136 748 118 734 92 734Z" />
    </g>
    <g fill="none" stroke="#6b6580" stroke-width="5" stroke-linecap="round">
      <path d="M300 330q16-16 30 0q14-16 30 0" /><path d="M392 372q12-12 22 0q10-12 22 0" /><path d="M246 384q10-10 18 0q8-10 18 0" />
    </g>
  </svg>`;
}

/** Low hills behind the crowd in the lobby: tone on tone, so that the children in front stay the event. */
export function Hills() {
  return html`<svg class="hills" viewBox="0 0 1600 300" preserveAspectRatio="none" aria-hidden="true">
    <path d="M0 120C180 40 380 30 560 90S900 150 1080 84S1440 30 1600 96V300H0Z" fill="#fbf0d5" />
    <path d="M0 200C200 130 420 140 640 190S1060 230 1240 176S1500 150 1600 180V300H0Z" fill="#f6e6c2" />
  </svg>`;
}
