// What this device carries: each meeting with its age and its end; the PIN opens one.
import { button, card, h, icon, notice, sure, tag } from "./draw.js";
import { vnDate } from "./counting.js";
import { unlock } from "./evening.js";
import { form, line, must } from "./forms.js";
import { handOver, takeOver } from "./hand.js";
import { largeType } from "./look.js";
import { send, waiting } from "./post.js";
import { all, forgetReadable } from "./store.js";

export const homePage = async (enter, redraw, warnings) => {
  const vaults = await all("vaults");
  const queue = await all("queue");
  const waits = (await waiting()).length;
  const aside = queue.filter((row) => row.state === "quarantined").length;
  return [h("header", { class: "page-top" }, h("div", {}, h("p", { class: "eyebrow" }, "Nề Nếp"), h("h1", {}, "Phòng họp trên máy này"))),
    warnings,
    aside > 0 && notice("Máy này đã bị thu hồi", `${aside} việc gửi từ máy này được máy chủ để riêng cho chi ủy đọc, chưa ghi vào biên bản. Phần đọc được đã xóa khỏi máy; bản niêm phong vẫn giữ. Hỏi bí thư chi bộ nếu đây là nhầm lẫn.`, "bad"),
    vaults.map((vault) => vaultCard(vault, queue, enter, redraw)),
    !vaults.length && h("div", { class: "empty" }, icon("lock"), h("p", { class: "empty-title" }, "Chưa mang cuộc họp nào theo"),
      h("p", { class: "muted" }, "Khi còn mạng, mở cuộc họp trên trang Nề Nếp rồi bấm “Mang theo”.")),
    (waits > 0 || queue.length > 0) && card(waits ? `${waits} việc chờ gửi` : "Không có việc nào chờ gửi",
      h("p", { class: "muted" }, "Gửi và chuyển tệp không cần mã: nội dung đã niêm phong cho máy chủ."),
      h("div", { class: "acts" }, button("Gửi ngay", async () => {
        const seen = await send();
        if (!seen.reached) await sure("Chưa liên lạc được máy chủ. Mọi nội dung vẫn nằm trên máy này.", "Được");
        redraw();
      }, "primary"), button("Lưu ra tệp", () => handOver(null)))),
    takeOver(redraw),
    h("p", { class: "small muted" }, h("a", { href: "/" }, "Về trang Nề Nếp (cần mạng)")), largeType()];
};

const UNSETTLED = ["refused", "conflict", "stranger", "unreadable"];
const vaultCard = (vault, queue, enter, redraw) => {
  const mine = queue.filter((row) => row.mandate === vault.mandate && ["waiting", "later"].includes(row.state)).length;
  const unsettled = queue.filter((row) => row.mandate === vault.mandate && UNSETTLED.includes(row.state)).length;
  const pin = line("Mã mở máy", "", { type: "password", inputmode: "numeric", autocomplete: "current-password" });
  return h("section", { class: "card pad" }, h("div", { class: "card-head" }, h("h2", {}, vault.label), mine > 0 && tag(`${mine} việc chờ gửi`, "warn"),
    unsettled > 0 && tag(`${unsettled} việc máy chủ chưa ghi`, "bad")),
    h("p", { class: "small muted" }, `${vault.unit} · mang theo ${age(vault)}, ${Math.ceil(vault.size / 1024)} kB, đọc được đến ${vnDate(vault.until.slice(0, 10))}`),
    form({ pin }, "Mở", async (said) => {
      must(said.pin, "Đồng chí nhập mã.");
      const evening = await unlock(vault, said.pin).catch(() => null);
      must(evening, "Mã chưa đúng. Quên mã thì không đọc lại được trên máy này, nhưng nội dung đã ghi vẫn gửi được.");
      enter(evening);
    }, "primary", [button("Xóa khỏi máy", async () => {
      if (!(await sure("Xóa phần đọc được của cuộc họp này khỏi máy? Nội dung chờ gửi vẫn giữ.", "Xóa"))) return;
      await forgetReadable(vault.mandate);
      redraw();
    }, "quiet")]));
};

const amount = (minutes) => (minutes < 2880 ? `${Math.round(minutes)} phút` : `${Math.round(minutes / 1440)} ngày`);

const age = (vault) => {
  const hours = Math.floor((Date.now() + vault.ahead - Date.parse(vault.taken)) / 3600000);
  if (hours < 1) return "vừa xong";
  return hours < 48 ? `${hours} giờ trước` : `${Math.floor(hours / 24)} ngày trước`;
};

// A device too old, too full, too private, or with a wrong clock: said before the evening, not after.
export const warningsOf = async (vaults) => {
  const told = [];
  if (!window.isSecureContext || !window.crypto || !crypto.subtle) told.push(notice("Kết nối chưa an toàn", "Phòng họp cần https, hoặc chứng thư riêng của mạng nội bộ. Báo quản trị hệ thống.", "bad"));
  const wrong = vaults.find((vault) => Math.abs(vault.ahead) > 10 * 60 * 1000);
  if (wrong) told.push(notice("Đồng hồ máy này sai", `Lệch ${amount(Math.abs(wrong.ahead) / 60000)} so với máy chủ lúc mang theo. Phòng họp dùng giờ máy chủ; cả hai giờ đều được ghi lại.`));
  const room = navigator.storage && navigator.storage.estimate ? await navigator.storage.estimate() : null;
  if (room && room.quota && room.quota - room.usage < 20 * 1024 * 1024) told.push(notice("Máy sắp hết chỗ", "Còn chưa đến 20 MB cho trang này. Xóa bớt ảnh, hoặc lưu nội dung ra tệp ngay.", "bad"));
  else if (room && room.quota && room.quota < 300 * 1024 * 1024) told.push(notice("Có thể đang ở chế độ riêng tư", "Trình duyệt riêng tư xóa hết khi đóng. Mở bằng cửa sổ thường, hoặc lưu ra tệp trước khi đóng."));
  if (navigator.storage && navigator.storage.persisted && vaults.length && !(await navigator.storage.persisted())) {
    await navigator.storage.persist().catch(() => false);
  }
  return told;
};
