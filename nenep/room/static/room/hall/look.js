// Large type, remembered on this device: it is told by nobody and to nobody.
import { button } from "./draw.js";
import { get, put } from "./store.js";

const KEY = "look";
const show = (large) => document.documentElement.classList.toggle("large", large);

export const recallLook = async () => show(Boolean(((await get("device", KEY)) || {}).large));

export const largeType = () => {
  const label = () => (document.documentElement.classList.contains("large") ? "Cỡ chữ thường" : "Cỡ chữ lớn");
  const press = button(label(), async () => {
    const large = !document.documentElement.classList.contains("large");
    show(large);
    press.textContent = label();
    await put("device", { name: KEY, large });
  }, "small quiet");
  return press;
};
