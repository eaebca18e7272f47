/** The numbers of PKCS#11 v2.40 that we send or read; return codes are in ckr.ts. */
export const CKU = { USER: 1, CONTEXT_SPECIFIC: 2 } as const
export const CKO = { CERTIFICATE: 1, PUBLIC_KEY: 2, PRIVATE_KEY: 3 } as const
export const CKC_X_509 = 0
export const CKK = { RSA: 0, EC: 3 } as const
export const CKG_MGF1_SHA256 = 2

/** Flags of CK_SLOT_INFO, CK_TOKEN_INFO, of sessions, of C_Initialize and C_WaitForSlotEvent. */
export const CKF = {
  DONT_BLOCK: 0x1,
  TOKEN_PRESENT: 0x1,
  OS_LOCKING_OK: 0x2,
  RW_SESSION: 0x2,
  SERIAL_SESSION: 0x4,
  LOGIN_REQUIRED: 0x4,
  PROTECTED_AUTHENTICATION_PATH: 0x100,
  TOKEN_INITIALIZED: 0x400,
  USER_PIN_COUNT_LOW: 0x10000,
  USER_PIN_FINAL_TRY: 0x20000,
  USER_PIN_LOCKED: 0x40000,
  USER_PIN_TO_BE_CHANGED: 0x80000,
} as const

export const CKA = {
  CLASS: 0x0, LABEL: 0x3, VALUE: 0x11, CERTIFICATE_TYPE: 0x80, KEY_TYPE: 0x100, ID: 0x102, SIGN: 0x108, ALWAYS_AUTHENTICATE: 0x202,
} as const

export const CKM = { RSA_PKCS: 0x1, RSA_PKCS_PSS: 0xd, SHA256_RSA_PKCS: 0x40, SHA256_RSA_PKCS_PSS: 0x43, SHA256: 0x250, ECDSA: 0x1041 } as const
