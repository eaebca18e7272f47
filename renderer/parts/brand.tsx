/** The mark of the product: two links joined. Its blue is the same in both themes, and in forced colours. */
export function Brand({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 22 22" aria-hidden>
      <rect width="22" height="22" rx="5" fill="#0b57a4" />
      <path d="M9.6 7.2H7.5a3.8 3.8 0 0 0 0 7.6h2.1M12.4 7.2h2.1a3.8 3.8 0 0 1 0 7.6h-2.1M7.8 11h6.4" fill="none" stroke="#fff" strokeWidth="1.7" strokeLinecap="round" />
    </svg>
  )
}
