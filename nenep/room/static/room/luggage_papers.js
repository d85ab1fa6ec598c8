// The papers ticked on "Mang theo": fetched one by one, encrypted, laid beside the evening.
import { change } from "./hall/store.js";
import { shut, shutBytes } from "./hall/vault.js";

export const refusal = (words) => Object.assign(new Error(words), { told: words });

export const chosen = () => [...document.querySelectorAll("#take input[name=paper]:checked")];

// Papers first: the meeting counts as taken along only once all that was chosen lies here, encrypted.
export const takePapers = async (mandate, key) => {
  const rows = [];
  for (const { value, dataset } of chosen()) {
    const answered = await fetch(dataset.address, { credentials: "same-origin", redirect: "error" });
    if (!answered.ok) throw refusal(`Chưa tải được “${dataset.title}”; bỏ chọn tài liệu ấy hoặc thử lại.`);
    const bytes = await answered.arrayBuffer();
    rows.push({ id: `${mandate}/${value}`, mandate, size: bytes.byteLength, about: await shut(key, { title: dataset.title, type: dataset.type }), words: await shutBytes(key, bytes) });
  }
  await change("papers", rows).catch(() => {
    throw refusal("Máy không đủ chỗ cho các tài liệu đã chọn; bỏ bớt tài liệu rồi bấm lại.");
  });
};
