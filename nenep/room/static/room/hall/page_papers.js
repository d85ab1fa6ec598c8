// Papers taken along, read here: decrypted when opened, never written anywhere else by the room.
import { back, button, h, notice, sure } from "./draw.js";
import { textOf } from "./bytes.js";
import { all, get } from "./store.js";
import { opened, openedBytes } from "./vault.js";

const TEXT = "application/json";
export const size = (bytes) => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1).replace(".", ",")} MB`);

export const papersPage = async (evening, go, asked) => {
  const { vault, key } = evening;
  const to = `#${vault.mandate}/${asked ? "papers" : "room"}`;
  const row = asked && (await get("papers", `${vault.mandate}/${asked}`));
  if (row) return paper(row, await opened(key, row.about), key, to);
  const rows = (await all("papers")).filter((one) => one.mandate === vault.mandate);
  const listed = [];
  for (const one of rows) listed.push({ row: one, about: await opened(key, one.about) });
  return [back(to, "Tài liệu"), listed.length
    ? h("ul", { class: "rows card" }, listed.map(({ row: one, about }) => h("li", { class: "row" },
      h("div", { class: "what" }, h("a", { href: `#${vault.mandate}/papers/${one.id.split("/")[1]}` }, about.title), h("span", { class: "meta" }, size(one.size))))))
    : notice("Không mang theo tài liệu nào", "Chọn tài liệu khi bấm “Mang theo” trên trang cuộc họp, lúc còn mạng.", "info")];
};

const paper = async (row, about, key, to) => {
  const bytes = await openedBytes(key, row.words);
  if (about.type === TEXT) return [back(to, about.title, "Tài liệu"), h("article", { class: "card pad prose paper" }, JSON.parse(textOf(bytes)).map(line))];
  const open = async () => {
    if (!(await sure("Tệp mở bằng ứng dụng khác thì có thể được lưu lại ngoài phòng họp, không mã hóa. Mở?", "Mở"))) return;
    const at = URL.createObjectURL(new Blob([bytes], { type: about.type }));
    const opener = h("a", { href: at, download: about.title });
    document.body.append(opener);
    opener.click();
    opener.remove();
    setTimeout(() => URL.revokeObjectURL(at), 60000);
  };
  return [back(to, about.title, "Tài liệu"), h("div", { class: "card pad stack" }, h("p", {}, `Tệp ${size(row.size)}, giữ mã hóa trên máy này.`), button("Mở tệp", open, "primary"))];
};

const cells = (list, kind) => list.map((text) => h(kind, kind === "th" ? { scope: "col" } : {}, text));
const LINES = {
  org: (words) => h("p", { class: "org" }, words),
  title: (words) => h("h2", { class: "paper-title" }, words),
  subject: (words) => h("p", { class: "paper-subject" }, words),
  h: (words) => h("h3", {}, words),
  p: (words) => h("p", { class: "noted" }, words),
  list: (items) => h("ul", {}, items.map((words) => h("li", {}, words))),
  table: (head, rows) => h("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": head.join(", ") }, h("table", {}, h("thead", {}, h("tr", {}, cells(head, "th"))), h("tbody", {}, rows.map((one) => h("tr", {}, cells(one, "td")))))),
  signed: (words) => h("p", { class: "noted signed" }, words),
};
const line = ([tag, ...words]) => (LINES[tag] ? LINES[tag](...words) : null);
