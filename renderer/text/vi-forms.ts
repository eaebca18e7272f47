/** The words of forms and dialogs in Vietnamese; part of `vi.ts`. */
const n = (value: number) => value.toLocaleString('vi-VN')

export const viForms = {
  sign: {
    title: (count: number) => count === 1 ? 'Ký văn bản' : `Ký ${n(count)} văn bản`, preparing: 'Đang chuẩn bị văn bản…',
    mend: 'Sửa vào một bản sao', mending: 'Đang sửa…', mendHint: 'Tệp gốc giữ nguyên. Bản sao chỉ được ký sau khi anh/chị xem lại.', mended: 'Đây là bản sửa của một tệp hỏng. Hãy xem kỹ từng trang trước khi ký: phần đã mất không hiện ra.',
    documents: (count: number) => count === 1 ? 'Văn bản' : `${n(count)} văn bản`, certificate: 'Chứng thư số', onlyOne: 'Chỉ một chứng thư phù hợp',
    chooseOne: 'Chọn chứng thư để ký', validUntil: (day: string) => `Hiệu lực đến ${day}`, givenBy: (issuer: string) => `${issuer} cấp`, afterPin: 'Đọc được chứng thư sau khi nhập mã PIN', pin: 'Mã PIN của thiết bị',
    pinOnce: (count: number) => count === 1 ? 'Liên Thông không lưu mã PIN.' : `Nhập một lần cho cả ${n(count)} văn bản. Liên Thông không lưu mã PIN.`, finalTry: 'Chỉ còn 1 lần thử. Nhập sai nữa, thiết bị sẽ bị khóa.', lowCount: 'Đã có lần nhập sai. Nhập sai nhiều lần, thiết bị sẽ bị khóa.', pinPad: 'Nhập mã PIN trên bàn phím của thiết bị.',
    noToken: 'Chưa thấy thiết bị ký số. Cắm thiết bị rồi thử lại; nếu đã cắm, mở Chẩn đoán.', number: (count: number) => count === 1 ? 'Ký và lấy số' : `Ký và lấy số ${n(count)} văn bản`, send: (count: number) => count === 1 ? 'Ký và gửi' : `Ký và gửi ${n(count)} văn bản`, approve: (count: number) => count === 1 ? 'Ký' : `Ký ${n(count)} văn bản`,
    signing: (done: number, total: number) => `Đang ký ${n(done)} / ${n(total)}`, after: 'Khi ký xong', sealing: 'Dấu của cơ quan', sealNever: 'Gửi ngay, không dấu', sealLater: 'Lấy số, chờ đóng dấu', unsealed: 'Chưa thấy thiết bị của cơ quan: văn bản gửi đi chỉ có chữ ký của anh/chị, không in số và không có dấu.', willSend: (count: number) => `Cấp số và gửi đến ${n(count)} nơi nhận; hoàn tác được khi chưa gửi`, willNumber: 'Văn bản được hệ thống cấp số, ngày; hoàn tác được khi chưa gửi', willSeal: (count: number) => `Có số rồi, anh/chị ký số cơ quan (đóng dấu) để gửi đến ${n(count)} nơi nhận. Chưa có mạng thì bước này chờ ở Chờ ký`, willApprove: 'Văn thư cấp số và phát hành; hoàn tác được khi chưa gửi',
    place: (left: number, below: number, width: number, height: number) => `Trái ${n(left)} mm · Dưới ${n(below)} mm · ${n(width)} × ${n(height)} mm`,
    movable: 'chữ ký di chuyển được', byOne: 'dời 1 pt', byTen: 'dời 10 pt', toProposed: 'Về vị trí đề xuất', noImage: 'Chưa có hình chữ ký: chỗ này trên trang sẽ để trống.', setImage: 'Đặt hình trong Cài đặt', to: (count: number) => `${n(count)} nơi nhận`,
    promptsLeft: (count: number) => count === 1 ? 'Khóa này hỏi mã PIN cho từng chữ ký. Đây là lần cuối.' : `Khóa này hỏi mã PIN cho từng chữ ký: còn ${n(count)} lần, kể cả lần này.`, padNow: (label: string) => `Nhập mã PIN trên bàn phím của đầu đọc thẻ (${label}), không gõ ở đây.`, goOn: 'Tiếp tục ký', stop: 'Dừng', stopAfter: 'Dừng sau văn bản đang ký',
    lockedPage: 'Tệp này có mật khẩu. Nhập mật khẩu ở bên phải để xem và ký.', signed: 'Đã ký', unfit: (count: number) => `${n(count)} chứng thư khác không ký được`, byService: 'VGCA Sign Service mở cửa sổ riêng để chọn chứng thư và nhập mã PIN cho từng văn bản.', mustChange: 'Thiết bị yêu cầu đổi mã PIN trước khi ký: mở Cài đặt, mục Ký số.',
  },
  print: { preparing: 'Đang chuẩn bị in', page: (page: number, of: number) => `Trang ${n(page)} / ${n(of)}`, failed: 'Có trang không vẽ được nên chưa in.' },
  palette: {
    label: 'Tìm và lệnh', scopes: { all: 'Tất cả', documents: 'Văn bản', commands: 'Lệnh', people: 'Người, cơ quan' }, scope: 'Phạm vi', none: 'Không thấy gì khớp.', partial: 'Đang tải văn bản: kết quả có thể chưa đủ.', most: (count: number) => `${n(count)}+`,
    today: 'Hôm nay', yesterday: 'Hôm qua', writeTo: 'Gửi văn bản', findOf: 'Tìm văn bản', choose: 'chọn', open: 'mở', change: 'đổi phạm vi', marks: 'Gõ có dấu hay không dấu đều được', newest: 'mới nhất trước', sign: 'Ký văn bản đang mở', diagnostics: 'Chẩn đoán thiết bị ký số', signing: 'Cài đặt ký số',
  },
  settings: {
    label: 'Cài đặt', pages: { general: 'Chung', signing: 'Ký số', diagnostics: 'Chẩn đoán' }, language: 'Ngôn ngữ', theme: 'Giao diện', system: 'Theo hệ thống', light: 'Sáng', dark: 'Tối', density: 'Mật độ', comfortable: 'Thoáng', compact: 'Gọn',
    account: 'Tài khoản', officer: 'Họ tên', position: 'Chức vụ', agency: 'Cơ quan', user: 'Tên đăng nhập', server: 'Máy chủ', undo: 'Hoàn tác trong', seconds: (count: number) => `${n(count)} giây`, never: 'Không chờ',
    image: 'Hình chữ ký', imageText: 'Tệp PNG nền trong suốt. Hình này được vẽ vào chỗ ký trên trang, không thay cho chữ ký số.', setImage: 'Chọn tệp PNG…', changeImage: 'Đổi hình…', imageAlt: 'Hình chữ ký đang dùng', noImage: 'Chưa có hình chữ ký',
    tokens: 'Thiết bị ký số', noToken: 'Chưa thấy thiết bị ký số nào.', look: 'Tìm lại', added: 'Đã thêm trên máy này', addToken: 'Thêm tệp chứng thư (.p12)…', addModule: 'Thêm trình điều khiển thiết bị…', file: 'Tệp chứng thư', module: 'Trình điều khiển', locked: 'Đã bị khóa', ready: 'Sẵn sàng ký', unfit: 'Không có chứng thư ký được',
    changePin: 'Đổi mã PIN…', changePinOf: (label: string) => `Đổi mã PIN của ${label}`, oldPin: 'Mã PIN hiện tại', newPin: 'Mã PIN mới', newPinAgain: 'Nhập lại mã PIN mới', pinRange: (least: number, most: number) => most > 0 ? `Từ ${n(least)} đến ${n(most)} ký tự` : `Ít nhất ${n(least)} ký tự`, notSame: 'Hai lần nhập mã PIN mới chưa giống nhau.',
    padBoth: 'Nhập mã PIN hiện tại rồi mã PIN mới trên bàn phím của đầu đọc thẻ.', change: 'Đổi mã PIN', changing: 'Đang đổi…', changed: 'Đã đổi mã PIN. Từ nay dùng mã PIN mới.', mustChange: 'Phải đổi mã PIN trước khi ký',
    serviceOff: 'Dành cho máy chỉ có trình điều khiển 32-bit: văn bản được ký bằng chương trình VGCA Sign Service đang chạy trên máy này.', serviceOn: 'Đang dùng thêm cách ký này. Chương trình tự hỏi thiết bị, chứng thư và mã PIN trong cửa sổ riêng.', serviceUse: 'Dùng VGCA Sign Service', serviceStop: 'Thôi dùng',
    diagnostics: 'Chẩn đoán', copy: 'Chép kết quả',
    /** Values of these lines that are words of the program. */
    values: { ok: 'Tốt', damaged: 'Hỏng' } as Record<string, string>, rows: (count: number) => `${n(count)} dòng`, secondsOff: (count: number) => `${n(count)} giây`,
    trustList: (sequence: string, day: string, age: number) => `Số ${sequence}, ngày ${day} (${age === 0 ? 'hôm nay' : `${n(age)} ngày trước`})`,
    lines: { 'store.cache': 'Dữ liệu tải về', 'store.work': 'Việc đã làm trên máy này', 'store.evidence': 'Chuỗi bằng chứng kiểm tra chữ ký', 'store.evidence-broken': 'Bằng chứng không còn nguyên vẹn từ dòng', 'store.evidence-missing': 'Bằng chứng đã mất các dòng', 'token.module': 'Trình điều khiển', policy: 'Chính sách của quản trị', 'trust.anchors': 'Chứng thư gốc tin cậy', 'trust.list': 'Danh sách tin cậy của tỉnh', 'sync.last': 'Đồng bộ lần cuối', 'clock.skew': 'Lệch đồng hồ so với máy chủ', node: 'Node.js', platform: 'Hệ điều hành' } as Record<string, string>,
  },
  compose: {
    title: 'Soạn văn bản', editTitle: 'Sửa dự thảo', replyTo: (code: string) => `Dự thảo trả lời ${code}`, keptAt: (clock: string) => `Đã lưu ${clock} trên máy này`, label: 'Thông tin văn bản', kind: 'Tên loại',
    number: 'Số, ký hiệu', numberLater: 'Máy chủ cấp số', issued: 'Ngày ban hành', issuedLater: 'Khi cấp số', subject: 'Trích yếu', count: (length: number) => `${n(length)} / 500`, summary: 'Tóm tắt',
    urgency: 'Độ khẩn', normal: 'Thường', due: 'Hạn xử lý', dueHint: '30/11/2026', addressees: 'Nơi nhận', addresseesHint: 'Văn bản gửi đến đây khi phát hành', addAgency: 'Thêm cơ quan nhận', noAgency: 'Không thấy cơ quan nào khớp.',
    purposeOf: (name: string) => `Mục đích gửi cho ${name}`, files: 'Tệp', filesHint: 'Văn bản chính là tệp PDF', addFiles: 'Thêm tệp hoặc kéo thả vào đây', roleOf: (name: string) => `Tệp ${name} là`, show: (name: string) => `Xem ${name}`,
    related: 'Văn bản liên quan', addRelated: 'Thêm văn bản liên quan', noRelated: 'Không thấy văn bản nào khớp.', preview: 'Xem trước', original: 'Văn bản gốc', noFile: 'Chưa có văn bản chính', noFileText: 'Thêm tệp PDF, trang sẽ hiện ở đây.',
    notPdf: 'Tệp này không xem trước được', save: 'Lưu dự thảo', submit: 'Trình lãnh đạo', left: (count: number) => `Còn ${n(count)} việc:`, complete: 'Đã đủ để trình lãnh đạo',
    gaps: { subject: 'viết trích yếu', due: 'sửa hạn xử lý', addressee: 'chọn nơi nhận', file: 'thêm văn bản chính (PDF)', 'main-not-pdf': 'chuyển văn bản chính sang PDF' }, toPdf: 'Cần chuyển sang PDF',
  },
  conflict: {
    title: 'Văn bản đã thay đổi sau khi anh/chị xem', lead: 'Việc của anh/chị chưa được gửi đi và vẫn được giữ nguyên.', yours: 'Việc anh/chị đã làm', now: 'Văn bản hiện nay', noText: 'Không kèm ý kiến.', noChange: 'Không thấy bước nào mới trong vết lưu chuyển.', by: (did: string, who: string) => `${did}: ${who}`,
    answers: 'Anh/chị chọn', recommended: 'Nên chọn', open: 'Mở bản mới rồi làm lại', openWhy: 'Việc này dựa trên bản anh/chị đã xem; bản mới có thể khác.', openSigned: 'Chữ ký của anh/chị nằm trên bản cũ; ký lại bản mới thì chắc chắn.',
    send: 'Gửi nguyên việc đã làm', sendWhy: 'Người nhận vẫn thấy bản mới của văn bản.', sendRefused: 'Máy chủ có thể không nhận lần nữa.', drop: 'Không gửi việc này', dropWhy: 'Nội dung anh/chị đã viết vẫn xem được trong danh sách.', dropPassed: (state: string) => `Văn bản nay ở bước “${state}”, việc này không còn làm được.`,
  },
  moves: {
    reason: 'Lý do', reasonHint: 'Nơi gửi sẽ đọc được lý do này.', opinion: 'Ý kiến chỉ đạo (bút phê)', comment: 'Ý kiến', result: 'Kết quả xử lý', note: 'Ghi chú', officers: 'Người xử lý', addOfficer: 'Tìm tên hoặc phòng ban', noOfficer: 'Không thấy ai khớp.',
    toWhom: 'Chuyển cho', dueDate: 'Hạn xử lý', role: 'Vai', receiveText: 'Văn bản được ghi vào sổ văn bản đến; máy chủ cấp số đến. Nơi gửi thấy trạng thái Đã tiếp nhận.', submitText: 'Văn bản được trình lên lãnh đạo.',
    numberText: 'Máy chủ cấp số và ngày ban hành.', dispatchText: (count: number) => `Văn bản được gửi tới ${n(count)} nơi nhận.`, sendsIn: 'Gửi sau vài giây; hoàn tác được cho đến lúc đó.', offline: 'Sẽ gửi khi có mạng.',
    missingReason: 'Viết lý do rồi gửi.', missingText: 'Viết ý kiến rồi gửi.', missingOfficer: 'Chọn ít nhất một người.', missingLead: 'Chọn một người chủ trì.', badDate: 'Ngày chưa đúng. Ví dụ: 30/11/2026.', dateHint: 'ngày/tháng/năm', removeOfficer: (name: string) => `Bỏ ${name}`,
    notTrusted: 'Chữ ký của văn bản này chưa được kiểm tra xong.', invalid: 'Chữ ký của văn bản này không hợp lệ. Không nên tiếp nhận.',
    askBatch: (invalid: number, all: number) => `${n(invalid)} trong ${n(all)} văn bản đã chọn có chữ ký không hợp lệ. Nên xem từng văn bản đó trước khi ký.`, leaveOut: (count: number) => `Để lại, ký ${n(count)} văn bản kia`, stillAll: 'Vẫn ký tất cả',
    askTitle: 'Chữ ký của văn bản này không hợp lệ', askText: 'Văn bản không bảo đảm tính xác thực, toàn vẹn thì báo lại nơi gửi (Nghị định 30/2020/NĐ-CP, Điều 21). Nếu anh/chị vẫn làm tiếp, kết quả kiểm tra này được giữ cùng văn bản.',
    refuseInstead: (act: string) => `${act}, nêu lý do này`, still: (act: string) => `Vẫn ${act.charAt(0).toLocaleLowerCase('vi')}${act.slice(1)}`,
  },
}
