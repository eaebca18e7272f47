/** Thiết bị lưu khóa bí mật: a stick, as it lies on the officer's desk; lucide has only the sign of the plug. */
export function TokenIcon({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round">
      <path d="M7 3h6v4H7zM5.5 7h9v7.5A2.5 2.5 0 0 1 12 17H8a2.5 2.5 0 0 1-2.5-2.5zM10 11v2.5" />
    </svg>
  )
}
