/** CK_FUNCTION_LIST of v2.40: the order is the ABI (68 pointers after the version). */
export const FUNCTION_ORDER = (
  'Initialize Finalize GetInfo GetFunctionList GetSlotList GetSlotInfo GetTokenInfo GetMechanismList GetMechanismInfo InitToken '
  + 'InitPIN SetPIN OpenSession CloseSession CloseAllSessions GetSessionInfo GetOperationState SetOperationState Login Logout '
  + 'CreateObject CopyObject DestroyObject GetObjectSize GetAttributeValue SetAttributeValue FindObjectsInit FindObjects '
  + 'FindObjectsFinal EncryptInit Encrypt EncryptUpdate EncryptFinal DecryptInit Decrypt DecryptUpdate DecryptFinal DigestInit '
  + 'Digest DigestUpdate DigestKey DigestFinal SignInit Sign SignUpdate SignFinal SignRecoverInit SignRecover VerifyInit Verify '
  + 'VerifyUpdate VerifyFinal VerifyRecoverInit VerifyRecover DigestEncryptUpdate DecryptDigestUpdate SignEncryptUpdate '
  + 'DecryptVerifyUpdate GenerateKey GenerateKeyPair WrapKey UnwrapKey DeriveKey SeedRandom GenerateRandom GetFunctionStatus '
  + 'CancelFunction WaitForSlotEvent'
).split(' ').map(name => `C_${name}`)

/** Arguments of what we call: u = CK_ULONG by value, b = CK_BYTE by value, p = any pointer. All answer CK_RV. */
export const SIGNATURES = {
  C_Initialize: 'p',
  C_Finalize: 'p',
  C_GetSlotList: 'bpp',
  C_GetSlotInfo: 'up',
  C_GetTokenInfo: 'up',
  C_GetMechanismList: 'upp',
  C_SetPIN: 'upupu',
  C_OpenSession: 'uuppp',
  C_CloseSession: 'u',
  C_Login: 'uupu',
  C_Logout: 'u',
  C_GetAttributeValue: 'uupu',
  C_FindObjectsInit: 'upu',
  C_FindObjects: 'upup',
  C_FindObjectsFinal: 'u',
  C_SignInit: 'upu',
  C_Sign: 'upupp',
  C_WaitForSlotEvent: 'upp',
} as const

export type FunctionName = keyof typeof SIGNATURES
