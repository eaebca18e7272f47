/** The words of the acts of NĐ 30/2020 in the signing dialog and the settings; part of `vi.ts`. */
const n = (value: number) => value.toLocaleString('vi-VN')

export const viActs = {
  acts: {
    /** On the buttons of the reading pane. */
    offer: { 'seal-and-dispatch': 'Ký số cơ quan và phát hành', 'stamp-incoming': 'Đóng dấu ĐẾN…', 'sign-comment': 'Bút phê trên văn bản…', 'sign-copy': 'Ký bản sao…' },
    title: { issue: 'Ký số cơ quan và phát hành', appendix: 'Ký số phụ lục', copy: 'Ký bản sao', incoming: 'Đóng dấu ĐẾN', comment: 'Bút phê trên văn bản' },
    /** On the one button of the dialog. */
    go: {
      issue: (count: number) => count === 1 ? 'Ký và gửi' : `Ký và gửi ${n(count)} văn bản`, appendix: () => 'Ký phụ lục', copy: () => 'Ký bản sao', incoming: (count: number) => count === 1 ? 'Đóng dấu và ký' : `Đóng dấu và ký ${n(count)} văn bản`, comment: () => 'Ký bút phê',
    },
    number: (code: string, day: string) => `Số ${code}, ngày ${day}: do hệ thống cấp`, annexes: (count: number) => `Ký thêm ${n(count)} phụ lục ở tệp riêng`, willDispatch: (count: number) => `Gửi đến ${n(count)} nơi nhận; hoàn tác được khi chưa gửi`, willAttach: 'Bản đã ký được đính kèm bên cạnh; văn bản gốc giữ nguyên',
    approved: (names: string) => `Chữ ký của ${names} hợp lệ`, notPrinted: 'Văn bản chưa chuẩn bị ô số và ngày trước khi ký: số, ngày không được in lên trang.',
    notOfAgency: 'Chứng thư này không đứng tên cơ quan. Dấu của cơ quan là chữ ký số bằng chứng thư của cơ quan: hãy cắm thiết bị của cơ quan và chọn chứng thư đó.',
    text: 'Nội dung bút phê', textHint: 'In lên trang đúng như hiển thị bên trái, kèm họ tên và thời gian.', textMissing: 'Nhập nội dung để xem trước trên trang.', copyKind: 'Hình thức sao', kinds: { 'sao-y': 'Sao y', 'sao-luc': 'Sao lục', 'trich-sao': 'Trích sao' },
    fixed: 'Ô đã chuẩn bị trước khi lãnh đạo ký, không dời được', filled: (words: string) => `Sẽ in: ${words}`, thing: { issue: 'Dấu cơ quan', appendix: 'Thông tin ký phụ lục', copy: 'Thông tin bản sao', incoming: 'Dấu đến', comment: 'Bút phê', approve: 'Chữ ký', plain: 'Chữ ký' },
    spoken: (thing: string, page: number, left: number, below: number) => `${thing} trên trang ${n(page)}. Cách mép trái ${n(left)} mi-li-mét, cách mép dưới ${n(below)} mi-li-mét. Dùng phím mũi tên để dời.`, noSeal: 'Chưa có hình con dấu: chỗ này trên trang sẽ để trống.',
  },
  seal: {
    title: 'Hình con dấu cơ quan', text: 'Tệp PNG nền trong suốt, màu đỏ, quét từ con dấu thật. Dấu được in đúng kích thước thật, trùm khoảng một phần ba chữ ký về bên trái.', width: 'Bề ngang thật (mm)', alt: 'Hình con dấu đang dùng', none: 'Chưa có hình con dấu', badWidth: 'Nhập từ 10 đến 100 mm.',
    sharp: (width: number, height: number, dpi: number) => `${n(width)} × ${n(height)} điểm ảnh, ${n(dpi)} dpi khi in: đủ nét.`, blurred: (width: number, height: number, dpi: number) => `${n(width)} × ${n(height)} điểm ảnh, chỉ ${n(dpi)} dpi khi in: dấu sẽ mờ. Nên quét từ 300 dpi.`, opaque: 'Hình không có nền trong suốt nên sẽ che chữ ký. Hãy dùng PNG nền trong suốt.',
  },
}
