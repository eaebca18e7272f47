import { viActs } from './vi-acts.ts'
import { viLevels } from './vi-levels.ts'
import { viRecovery } from './vi-recovery.ts'
import { viForms } from './vi-forms.ts'

/** Every word of the window in Vietnamese. This is the type: `en.ts` must have the same keys. */
const n = (value: number) => value.toLocaleString('vi-VN')

export const vi = {
  ...viForms,
  ...viActs,
  ...viLevels,
  ...viRecovery,
  product: 'Liên Thông',
  common: {
    close: 'Đóng', cancel: 'Hủy', back: 'Quay lại', forward: 'Đi tới', retry: 'Thử lại', more: 'Thêm', optional: 'không bắt buộc',
    loading: 'Đang tải…', undo: 'Hoàn tác', unknown: 'Không rõ', menu: 'Thực đơn', save: 'Lưu', remove: 'Bỏ', dialog: 'Hộp thoại', locked: 'Do quản trị đặt',
  },
  boxes: { inbox: 'Văn bản đến', 'to-sign': 'Chờ ký', drafts: 'Dự thảo', outgoing: 'Văn bản đi', outbox: 'Chờ gửi' },
  rail: {
    label: 'Các hộp văn bản', compose: 'Soạn văn bản', settings: 'Cài đặt', token: 'Thiết bị ký số',
    tokenReady: 'Đã sẵn sàng', tokenAbsent: 'Chưa cắm', tokenLooking: 'Đang tìm…', tokenLocked: 'Đã bị khóa', tokenTrouble: 'Cần kiểm tra',
    decide: (count: number) => `${n(count)} văn bản cần anh/chị xử lý`,
  },
  titleBar: {
    search: 'Tìm văn bản, số ký hiệu, cơ quan, lệnh', waiting: (count: number) => `${n(count)} chờ gửi`, me: 'Tài khoản của tôi',
  },
  sync: {
    idle: (clock: string) => `Đã đồng bộ ${clock}`, never: 'Chưa đồng bộ', syncing: 'Đang đồng bộ', first: 'Đang tải', offline: 'Ngoại tuyến', problem: 'Lỗi đồng bộ',
    now: 'Đồng bộ ngay', signIn: 'Đăng nhập lại',
    offlineTitle: 'Ngoại tuyến.', offlineText: 'Anh/chị vẫn đọc, soạn và ký được; văn bản chờ gửi sẽ tự gửi khi có mạng.',
    firstText: (done: number, total: number) => `Đang tải văn bản: ${n(done)} / ${n(total)}. Văn bản mới nhất đã xem được.`,
    firstUnknown: 'Đang tải văn bản. Văn bản mới nhất đã xem được.',
    skew: (minutes: number) => `Đồng hồ máy này lệch ${n(minutes)} phút so với máy chủ. Hãy chỉnh lại giờ trước khi ký.`,
    coreRestarting: 'Phần xử lý vừa dừng và đang khởi động lại. Việc đã làm vẫn được giữ nguyên.',
    coreFailing: 'Phần xử lý không khởi động được. Đóng rồi mở lại ứng dụng; nếu vẫn lỗi, báo bộ phận CNTT.',
  },
  views: { all: 'Tất cả', unread: 'Chưa đọc', due: 'Đến hạn', mine: 'Giao cho tôi', flagged: 'Theo dõi' },
  list: {
    filters: 'Lọc nhanh', width: 'Độ rộng danh sách', newest: 'Mới nhất', unread: 'Chưa đọc. ', picked: (count: number) => `Đã chọn ${n(count)} văn bản`, dropPicked: 'Bỏ chọn',
    signPicked: (count: number) => count === 1 ? 'Ký văn bản này' : `Ký ${n(count)} văn bản`, signAll: 'Chọn tất cả', selected: 'Đã chọn. ',
    attachments: (count: number) => `${n(count)} tệp`, flagged: 'Đang theo dõi', noSubject: '(Chưa có trích yếu)', noIssuer: 'Chưa rõ nơi ban hành',
    addressees: (count: number) => count === 1 ? '1 nơi nhận' : `${n(count)} nơi nhận`, more: 'Đang tải thêm…', pending: (verb: string) => `${verb}: chờ gửi`,
  },
  groups: {
    today: (day: string) => `Hôm nay, ${day}`, yesterday: (day: string) => `Hôm qua, ${day}`, lastWeek: 'Tuần trước', undated: 'Chưa có ngày', month: (month: number, year: number) => `Tháng ${month}/${year}`,
  },
  empty: {
    inboxUnread: 'Không còn văn bản chưa đọc.', inboxUnreadText: 'Văn bản đã đọc vẫn nằm trong Văn bản đến.', showAll: 'Xem tất cả văn bản đến',
    inbox: 'Chưa có văn bản đến.', inboxText: 'Văn bản mới sẽ tự hiện ở đây khi có mạng.',
    due: 'Không có văn bản nào đến hạn.', dueText: 'Văn bản còn ba ngày hoặc đã quá hạn sẽ hiện ở đây.',
    mine: 'Không có văn bản nào giao cho anh/chị.', mineText: 'Văn bản anh/chị chủ trì sẽ hiện ở đây.',
    flagged: 'Chưa theo dõi văn bản nào.', flaggedText: 'Nhấn F khi đang đọc để theo dõi.',
    toSign: 'Không còn văn bản chờ ký.', toSignText: 'Văn bản trình ký sẽ hiện ở đây, có mạng hay không.',
    drafts: 'Chưa có dự thảo.', draftsText: 'Dự thảo được lưu trên máy này ngay khi soạn.',
    outgoing: 'Chưa có văn bản đi.', outgoingText: 'Văn bản đã cấp số và phát hành sẽ hiện ở đây.',
    outbox: 'Không có gì chờ gửi.', outboxText: 'Việc anh/chị làm khi ngoại tuyến sẽ nằm ở đây cho đến khi gửi xong.',
    nothingOpen: 'Chọn một văn bản để đọc', nothingOpenText: 'Dùng ↓ ↑ để đi, Enter để mở rộng, ? để xem phím tắt.',
    gone: 'Không tìm thấy văn bản này.', goneText: 'Văn bản có thể đã được thu hồi, hoặc anh/chị không còn quyền xem.',
    failed: 'Chưa mở được.',
  },
  welcome: {
    hello: (name: string) => `Chào anh/chị ${name}`,
    lead: 'Máy này đang chuẩn bị lần đầu. Anh/chị có thể làm việc ngay; phần còn lại tự tải ở phía sau, kể cả khi mạng chập chờn.',
    newest: 'Văn bản mới nhất', older: 'Văn bản cũ hơn', directory: 'Danh bạ cơ quan của tỉnh', index: 'Lập chỉ mục để tìm không cần mạng', token: 'Thiết bị ký số: cắm khi cần ký',
    ready: 'đã có', loading: 'đang tải', diagnostics: 'Chẩn đoán', foot: 'Văn bản được mã hóa trên máy này. Đóng cửa sổ không làm mất phần đã tải.',
  },
  urgency: { urgent: 'Khẩn', 'very-urgent': 'Thượng khẩn', express: 'Hỏa tốc', 'express-timed': 'Hỏa tốc hẹn giờ' } as Record<string, string>,
  due: {
    today: 'Hạn hôm nay', short: (day: string) => `Hạn ${day}`, overdue: (days: number) => `Quá hạn ${n(days)} ngày`,
    long: (day: string, left: number) => left === 0 ? `Hạn ${day}, hôm nay` : left > 0 ? `Hạn ${day}, còn ${n(left)} ngày` : `Hạn ${day}, quá ${n(-left)} ngày`,
  },
  states: {
    drafting: 'Đang soạn', submitted: 'Đã trình', approved: 'Đã ký, chờ cấp số', numbered: 'Đã cấp số, chờ phát hành', dispatched: 'Đã gửi', arrived: 'Chờ tiếp nhận',
    received: 'Đã tiếp nhận', refused: 'Đã từ chối', assigned: 'Đang xử lý', completed: 'Hoàn thành', 'recall-requested': 'Nơi gửi xin thu hồi', recalled: 'Đã thu hồi', replaced: 'Đã thay thế',
  } as Record<string, string>,
  taskRoles: { lead: 'Chủ trì', join: 'Phối hợp', know: 'Để biết', sign: 'Ký', clerk: 'Văn thư' } as Record<string, string>,
  purposes: { 'to-do': 'Để thực hiện', 'to-report': 'Để báo cáo', 'to-know': 'Để biết', 'to-file': 'Lưu' } as Record<string, string>,
  statusCodes: {
    '01': 'Đã đến', '02': 'Từ chối tiếp nhận', '03': 'Đã tiếp nhận', '04': 'Đang chờ phân công', '05': 'Đang xử lý', '06': 'Đã hoàn thành',
    '13': 'Đang xin thu hồi', '15': 'Đồng ý thu hồi', '16': 'Không đồng ý thu hồi',
  } as Record<string, string>,
  /** The act as a button says it. */
  verbs: {
    submit: 'Trình lãnh đạo', comment: 'Góp ý', sign: 'Ký nháy', approve: 'Ký duyệt', return: 'Trả lại', number: 'Cấp số', dispatch: 'Phát hành', receive: 'Tiếp nhận', refuse: 'Từ chối tiếp nhận',
    assign: 'Phân công', forward: 'Chuyển xử lý', complete: 'Hoàn thành', recall: 'Thu hồi', 'agree-recall': 'Đồng ý thu hồi', 'decline-recall': 'Không đồng ý thu hồi', replace: 'Thay thế',
    acknowledge: 'Xác nhận đã xem', evidence: 'Bổ sung bằng chứng', 'draft.create': 'Lưu dự thảo', 'draft.update': 'Sửa dự thảo', 'task.flags': 'Đánh dấu',
  } as Record<string, string>,
  /** The act once it is done: history and notes. */
  did: {
    submit: 'Đã trình lãnh đạo', comment: 'Đã góp ý', sign: 'Đã ký nháy', approve: 'Đã ký duyệt', return: 'Đã trả lại', number: 'Đã cấp số', dispatch: 'Đã phát hành', receive: 'Đã tiếp nhận',
    refuse: 'Đã từ chối tiếp nhận', assign: 'Đã phân công', forward: 'Đã chuyển xử lý', complete: 'Đã hoàn thành', recall: 'Đã xin thu hồi', 'agree-recall': 'Đã đồng ý thu hồi',
    'decline-recall': 'Không đồng ý thu hồi', replace: 'Đã thay thế', acknowledge: 'Đã xác nhận', evidence: 'Đã bổ sung bằng chứng', 'draft.create': 'Đã lưu dự thảo', 'draft.update': 'Đã lưu dự thảo',
  } as Record<string, string>,
  reading: {
    label: 'Khung đọc', copyCode: 'Chép số ký hiệu', follow: 'Theo dõi (F)', unfollow: 'Bỏ theo dõi (F)', print: 'In (P)', widen: 'Mở rộng khung đọc (Enter)', narrow: 'Thu khung đọc (Esc)',
    issued: (day: string) => `ban hành ${day}`, arrived: (moment: string) => `đến ${moment}`, notIssued: 'chưa ban hành', registered: (number: string) => `số đến ${number}`, notRegistered: 'chưa vào sổ',
    annexes: (count: number) => `${n(count)} phụ lục`, note: (who: string, when: string) => `Bút phê của ${who}, ${when}:`, details: 'Chi tiết', reply: 'Soạn trả lời', edit: 'Sửa dự thảo',
    signAndSend: 'Ký và gửi', sign: 'Ký', noCode: 'Chưa có số', pendingAct: (verb: string) => `${verb}: chờ gửi`, parkedAct: (verb: string) => `${verb}: cần anh/chị xử lý`, openOutbox: 'Mở Chờ gửi',
    actions: 'Việc có thể làm', markUnread: 'Đánh dấu chưa đọc', markRead: 'Đánh dấu đã đọc',
  },
  tabs: { label: 'Các mặt của văn bản', paper: 'Văn bản', history: 'Diễn biến', signatures: 'Chữ ký', related: 'Liên quan' },
  verdict: {
    valid: 'Chữ ký hợp lệ', invalid: 'Chữ ký không hợp lệ', indeterminate: 'Chưa kiểm tra được hết', unsigned: 'Chưa có chữ ký số', unreadable: 'Không đọc được tệp', checking: 'Đang kiểm tra chữ ký…', locked: 'Tệp có mật khẩu', lockedText: 'Nhập mật khẩu để xem và kiểm tra chữ ký.',
    waiting: 'Chưa tải tệp nên chưa kiểm tra chữ ký.', invalidText: 'Không nên tiếp nhận.', changed: 'nội dung đã bị thay đổi sau khi ký',
    pendingOf: (open: number, all: number) => all === 1 ? 'Chữ ký chưa kiểm tra được.' : `${n(open)} trong ${n(all)} chữ ký chưa kiểm tra được.`, readable: 'Đọc được; nên chờ kết quả rồi tiếp nhận.',
    unsignedText: 'Tệp này không mang chữ ký số.', and: 'và', short: { valid: 'Hợp lệ', invalid: 'Không hợp lệ', indeterminate: 'Chưa kiểm tra được' },
    after: 'Sau khi ký, tệp có thay đổi:', moreChanges: (count: number) => `và ${n(count)} thay đổi khác`, refuse: 'Từ chối, nêu lý do này', revocationOpen: 'Chưa kiểm tra được thu hồi chứng thư số; sẽ kiểm tra lại khi có mạng.',
    row: { invalid: 'Chữ ký không hợp lệ', indeterminate: 'Chưa kiểm tra được chữ ký', unreadable: 'Chưa đọc được tệp' },
  },
  signatures: {
    none: 'Văn bản này chưa có chữ ký số.', notPdf: 'Tệp chính không phải PDF nên không có chữ ký số để kiểm tra.', content: 'Nội dung', time: 'Thời gian', certificate: 'Chứng thư số', signedAt: (moment: string) => `ký lúc ${moment}`, noTime: 'không rõ lúc ký',
    unchanged: 'Không thay đổi sau khi ký.', allowed: 'Không thay đổi sau khi ký; chỉ thêm những gì được phép.', suspicious: 'Có thay đổi sau khi ký mà không phải là một chữ ký khác.', unclear: 'Có phần thêm sau khi ký, chưa rõ là gì.', broken: 'Nội dung đã bị thay đổi sau khi ký.',
    stampedBy: { signature: 'Có dấu thời gian cấp khi ký.', document: 'Có dấu thời gian của tệp, cấp sau khi ký.' }, notRevoked: (source: string, moment: string) => `Chưa bị thu hồi: ${source} lúc ${moment}.`,
    levels: { 'B-B': 'Cơ bản (B-B): chưa có dấu thời gian.', 'B-T': 'Có dấu thời gian (B-T); chưa kèm bằng chứng kiểm tra.', 'B-LT': 'Dài hạn (B-LT): kèm đủ bằng chứng, kiểm tra được khi ngoại tuyến.', 'B-LTA': 'Lưu trữ (B-LTA): bằng chứng được đóng dấu thời gian.', CMS: 'Chữ ký CMS, không theo chuẩn PAdES.' },
    checking: 'Đang kiểm tra…', kept: (moment: string) => `Kiểm tra lúc ${moment}; bằng chứng được lưu trên máy này.`, compare: 'So với bản đã ký', covered: (who: string) => `Phần ${who} đã ký`, now: 'Tệp hiện nay', saveReport: 'Lưu kết quả kiểm tra', reportName: (file: string) => `${file} - kiểm tra chữ ký`, asPdf: 'Tệp PDF để lưu hồ sơ', asJson: 'Tệp JSON cho phần mềm', levelOf: (level: string) => `Mức ${level}.`, changesAfter: (count: number) => `Sau khi ký có ${n(count)} thay đổi`, judged: { suspicious: 'không được phép', unknown: 'chưa rõ tính chất' },
    stamped: 'Có dấu thời gian.', claimed: 'Giờ do máy người ký ghi; chưa có dấu thời gian.', untimed: 'Không ghi thời gian ký.',
    certGood: (issuer: string) => `Còn hiệu lực khi ký; do ${issuer} cấp.`, certUnchecked: 'Chưa kiểm tra được tình trạng chứng thư số.', certLater: 'Chưa kiểm tra được thu hồi. Sẽ kiểm tra lại khi có mạng.', certCrl: (day: string) => `Chưa kiểm tra được tình trạng chứng thư số (CRL ngày ${day}). Sẽ kiểm tra lại khi có mạng.`,
    certBad: 'Chứng thư số không được chấp nhận.', technical: 'Chi tiết kỹ thuật', again: 'Kiểm tra lại', field: 'Trường', level: 'Mức', algorithm: 'Thuật toán', attribute: 'Kèm theo', serial: 'Số chứng thư', issuer: 'Nơi cấp', indication: 'Kết luận',
    onPage: (page: number) => `Trang ${n(page)}. Chọn một chữ ký để xem trên trang.`, invisible: 'Chữ ký không hiện trên trang.', showOnPage: 'Xem trên trang', timestamp: 'Dấu thời gian', unknownSigner: 'Người ký không rõ',
  },
  history: {
    none: 'Chưa có diễn biến nào.', to: 'Tới', due: (day: string) => `Hạn ${day}`, by: (who: string) => who, statuses: 'Nơi nhận', system: 'Hệ thống',
    pending: 'chờ gửi',
  },
  related: { none: 'Không có văn bản liên quan.', open: 'Mở văn bản liên quan', missing: 'Văn bản chưa có trên máy này' },
  files: { main: 'Văn bản chính', annex: 'Phụ lục', save: 'Lưu tệp…', fetching: 'Đang tải tệp…', notPdf: 'Tệp này không xem được ở đây.', notPdfText: 'Lưu về máy để mở bằng phần mềm khác.', none: 'Văn bản này chưa có tệp.', list: 'Các tệp của văn bản' },
  pdf: {
    frame: 'Trang văn bản', tools: 'Xem PDF', page: (page: number, of: number) => `Trang ${n(page)} / ${n(of)}`, previous: 'Trang trước', next: 'Trang sau', zoomIn: 'Phóng to', zoomOut: 'Thu nhỏ', fit: 'Vừa chiều rộng',
    rotate: 'Xoay trang', find: 'Tìm trong trang', findPlaceholder: 'Tìm trong văn bản', found: (at: number, of: number) => of === 0 ? 'Không thấy' : `${n(at)} / ${n(of)}`, marks: 'Không phân biệt dấu', failed: 'Không mở được tệp PDF này.',
    lockedTitle: 'Tệp này có mật khẩu', password: 'Mật khẩu mở tệp', passwordHint: 'Nơi gửi cho biết mật khẩu. Liên Thông không lưu mật khẩu, chỉ nhớ đến khi đóng ứng dụng.', unlock: 'Mở tệp', unlocking: 'Đang mở…',
    link: (url: string) => `Liên kết trong văn bản: ${url}`, openLink: 'Mở bằng trình duyệt', signatureMark: (number: number) => `Chữ ký ${n(number)}`,
  },
  outbox: {
    label: 'Việc chờ gửi', decide: 'Cần anh/chị xử lý', going: 'Sẽ tự gửi', goingOffline: 'Sẽ tự gửi khi có mạng', sent: 'Đã gửi hôm nay', retryAll: 'Thử lại', sendsIn: (seconds: number) => `Gửi sau ${n(seconds)} giây`, sending: 'Đang gửi…', waitsSince: (clock: string) => `Chờ gửi từ ${clock}`,
    sentAt: (clock: string) => `Đã gửi ${clock}`, behind: 'Chờ việc trước của văn bản này', signedAndNumbered: 'Ký và lấy số', signedAndSent: (count: number) => count > 0 ? `Ký và gửi đến ${n(count)} nơi` : 'Ký và gửi', retryNow: 'Gửi lại', discard: 'Không gửi nữa…', undo: 'Hoàn tác', open: 'Mở văn bản',
    why: 'Vì sao còn chờ', next: 'Việc tiếp theo', attempts: (count: number) => `Đã thử ${n(count)} lần`, yourText: 'Ý kiến của anh/chị', choose: 'Chọn một việc ở bên trái để xem', steps: 'Các bước', createdAt: (moment: string) => `Viết lúc ${moment}`,
    discardTitle: 'Không gửi việc này nữa?', discardText: 'Việc này sẽ không được gửi. Nội dung anh/chị đã viết vẫn xem được trong danh sách.', discardDependents: (count: number) => `${n(count)} việc phụ thuộc vào việc này cũng sẽ không được gửi.`, discardYes: 'Không gửi nữa', discardNo: 'Giữ lại',
    alreadySent: 'Máy chủ đã nhận việc này rồi; không rút lại được.', waitingOffline: 'Đang ngoại tuyến. Việc này tự gửi khi có mạng.', waitingTurn: 'Việc này gửi khi đến lượt, không cần làm gì.', nothingSent: 'Chưa gửi gì cho đến khi anh/chị chọn',
    states: { waiting: 'Chờ gửi', sending: 'Đang gửi', done: 'Đã gửi', parked: 'Cần xử lý', discarded: 'Không gửi' } as Record<string, string>,
  },
  toast: { rechecked: (what: string, verdict: string) => `Đã kiểm tra lại ${what}: ${verdict.charAt(0).toLocaleLowerCase('vi')}${verdict.slice(1)}.`, open: 'Mở', undone: 'Đã hoàn tác.', copied: 'Đã chép.', saved: 'Đã lưu tệp.', region: 'Thông báo', undo: (seconds: number) => `Hoàn tác (${n(seconds)})`,
    numbered: (count: number, code: string) => count === 1 ? `Văn bản đã có số ${code}. Mời anh/chị ký số cơ quan để phát hành.` : `${n(count)} văn bản đã có số. Mời anh/chị ký số cơ quan để phát hành.`, seal: 'Ký số cơ quan' },
  demo: { label: 'Chế độ dùng thử', pin: 'Mã PIN của thiết bị', cut: 'Cắt mạng', join: 'Nối mạng', arrive: 'Văn bản mới đến', receiver: 'Mở phía nơi nhận', on: 'Tỉnh mẫu. Dữ liệu không có thật.' },
  help: {
    title: 'Phím tắt', move: 'Đi và đọc', act: 'Việc với văn bản', go: 'Đi đến', other: 'Khác',
    keys: {
      next: 'Văn bản sau, trước', open: 'Mở rộng khung đọc', leave: 'Quay lại', pick: 'Chọn để ký theo lô', pickAll: 'Chọn tất cả', panes: 'Qua lại giữa các khung', search: 'Tìm và lệnh', sign: 'Ký', reply: 'Soạn trả lời', assign: 'Phân công (bút phê)',
      complete: 'Hoàn thành', follow: 'Theo dõi', unread: 'Đánh dấu chưa đọc', print: 'In', compose: 'Soạn văn bản', settings: 'Cài đặt', help: 'Bảng này', history: 'Lùi, tiến',
    },
  },
  firstRun: {
    title: 'Chào mừng đến với Liên Thông', lead: 'Nhận, ký số và gửi văn bản với mạng liên thông của tỉnh.', demo: 'Dùng thử với tỉnh mẫu', demoText: 'Có sẵn văn bản, thiết bị ký số mẫu và mã PIN. Không ảnh hưởng ai.', account: 'Đăng nhập bằng tài khoản của cơ quan', server: 'Địa chỉ máy chủ', serverHint: 'Ví dụ: vanban.tinh.gov.vn',
    user: 'Tên đăng nhập', password: 'Mật khẩu', connect: 'Kết nối', connecting: 'Đang kết nối…', missing: 'Điền đủ địa chỉ, tên đăng nhập và mật khẩu.', privacy: 'Văn bản được mã hóa trên máy này.',
  },
}

export type Catalogue = typeof vi
