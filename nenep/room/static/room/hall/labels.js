// What a command is called, and its words in one line.
export const LABELS = {
  open: "Mở cuộc họp", roll: "Điểm danh", guest: "Khách dự", guest_off: "Bỏ khách", item: "Thêm mục", note: "Ghi chép mục",
  finish: "Xong mục", skip: "Bỏ qua mục", opinion: "Ý kiến", opinion_off: "Bỏ ý kiến", vote: "Biểu quyết",
  vote_off: "Bỏ biểu quyết", recount: "Kiểm phiếu lần hai", criticism: "Tự phê bình, phê bình",
  criticism_off: "Xóa tự phê bình, phê bình", task: "Giao việc", task_off: "Bỏ việc", finding: "Kết quả việc kỳ trước",
  conclusion: "Kết luận", resolution: "Văn bản ban hành", close: "Kết thúc", score: "Chấm điểm",
  confirm: "Xác nhận điểm", read_back: "Đọc biên bản", amend: "Sửa khi đọc biên bản", adopt: "Thông qua biên bản",
};

export const plain = (state, { payload }) => {
  const item = state.items.find((one) => one.id === payload.item);
  const words = [item && item.title, payload.text, payload.after, payload.question, payload.title, payload.subject, payload.name,
    payload.reason, payload.comment, payload.at, payload.marks && `${payload.marks.length} đồng chí`,
    payload.votes_for !== undefined && `${payload.votes_for} / ${payload.votes_against} / ${payload.abstentions}`];
  return words.filter(Boolean).join(" · ");
};
