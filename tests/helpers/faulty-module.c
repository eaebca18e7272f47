/*
 * A PKCS#11 module that passes everything to the one named by FAULTY_REAL and misbehaves as the file FAULTY_CONTROL
 * says ("name=value" lines, read at each call). Knows the ABI by position, so that no header has to be installed.
 */
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long ulong_t;
typedef ulong_t (*function_t)(ulong_t, ...);
struct function_list { unsigned char version[2]; function_t at[68]; };
struct attribute { ulong_t type; void *value; ulong_t length; };
struct mechanism { ulong_t mechanism; void *parameter; ulong_t length; };

enum { GET_FUNCTION_LIST = 3, GET_SLOT_LIST = 4, GET_TOKEN_INFO = 6, GET_MECHANISM_LIST = 7, LOGIN = 18, LOGOUT = 19, GET_ATTRIBUTE_VALUE = 24, SIGN_INIT = 42, SIGN = 43 };
enum { FLAGS_OFFSET = 96, PIN_PAD = 0x100, COUNT_LOW = 0x10000, FINAL_TRY = 0x20000, LOCKED = 0x40000 };
enum { OK = 0, GENERAL_ERROR = 5, CANCELED = 0x50, OPERATION_ACTIVE = 0x90, PIN_INCORRECT = 0xa0, PIN_LOCKED = 0xa4, NOT_PRESENT = 0xe0, REMOVED = 0x32, NOT_LOGGED_IN = 0x101, ARGUMENTS_BAD = 7 };

static struct function_list ours, *real;
static int wrong_pins, context_login;
static ulong_t failed_session;

static long control(const char *name) {
  FILE *file = fopen(getenv("FAULTY_CONTROL"), "r");
  char line[128];
  long value = 0;
  size_t length = strlen(name);
  if (!file) return 0;
  while (fgets(line, sizeof line, file)) if (!strncmp(line, name, length) && line[length] == '=') value = atol(line + length + 1);
  fclose(file);
  return value;
}

static ulong_t get_slot_list(unsigned char present, ulong_t *list, ulong_t *count) {
  if (control("gone") && present) { *count = 0; return OK; }
  return real->at[GET_SLOT_LIST](present, list, count);
}

static ulong_t get_token_info(ulong_t slot, unsigned char *info) {
  if (control("gone")) return NOT_PRESENT;
  ulong_t rv = real->at[GET_TOKEN_INFO](slot, info);
  ulong_t *flags = (ulong_t *)(info + FLAGS_OFFSET);
  if (rv != OK) return rv;
  if (control("pinPad")) *flags |= PIN_PAD;
  if (wrong_pins >= 1) *flags |= COUNT_LOW;
  if (wrong_pins == 2) *flags |= FINAL_TRY;
  if (wrong_pins >= 3) *flags |= LOCKED;
  return rv;
}

static ulong_t get_mechanism_list(ulong_t slot, ulong_t *list, ulong_t *count) {
  if (!control("bare")) return real->at[GET_MECHANISM_LIST](slot, list, count);
  if (list) { list[0] = 0x1; list[1] = 0xd; list[2] = 0x1041; }
  *count = 3;
  return OK;
}

static ulong_t login(ulong_t session, ulong_t user, unsigned char *pin, ulong_t length) {
  if (control("gone")) return NOT_PRESENT;
  if (wrong_pins >= 3) return PIN_LOCKED;
  if (control("pinPad")) {
    if (pin) return ARGUMENTS_BAD;
    if (control("padCancelled")) return CANCELED;
    return real->at[LOGIN](session, user, "12345678", 8ul);
  }
  if (user == 2) { /* SoftHSM2 wants it only for keys that say so themselves */
    if (length == 8 && !memcmp(pin, "12345678", 8)) { context_login = 1; return OK; }
    wrong_pins++;
    return PIN_INCORRECT;
  }
  ulong_t rv = real->at[LOGIN](session, user, pin, length);
  if (rv == PIN_INCORRECT) wrong_pins++;
  if (rv == OK) wrong_pins = 0;
  return rv;
}

static ulong_t logout(ulong_t session) { return control("stuck") ? GENERAL_ERROR : real->at[LOGOUT](session); }

static ulong_t get_attribute_value(ulong_t session, ulong_t object, struct attribute *template, ulong_t count) {
  ulong_t rv = real->at[GET_ATTRIBUTE_VALUE](session, object, template, count);
  for (ulong_t i = 0; i < count; i++) if (template[i].type == 0x202 && template[i].value && control("always")) *(unsigned char *)template[i].value = 1;
  return rv;
}

static ulong_t sign_init(ulong_t session, struct mechanism *mechanism, ulong_t key) {
  if (control("gone")) return REMOVED;
  if (session == failed_session) return OPERATION_ACTIVE;
  context_login = 0;
  return real->at[SIGN_INIT](session, mechanism, key);
}

static ulong_t sign(ulong_t session, unsigned char *data, ulong_t length, unsigned char *output, ulong_t *size) {
  static long failures;
  if (control("crash")) raise(SIGSEGV);
  if (control("hang")) for (;;) sleep(1000);
  if (control("always") && !context_login) return NOT_LOGGED_IN;
  if (failures < control("failSigns")) { failures++; failed_session = session; return GENERAL_ERROR; }
  ulong_t rv = real->at[SIGN](session, data, length, output, size);
  if (rv == OK && output && control("lie")) output[0] ^= 1;
  return rv;
}

ulong_t C_GetFunctionList(struct function_list **list) {
  if (!real) {
    ulong_t (*get)(struct function_list **) = dlsym(dlopen(getenv("FAULTY_REAL"), RTLD_NOW | RTLD_LOCAL), "C_GetFunctionList");
    ulong_t rv = get(&real);
    if (rv != OK) return rv;
    ours = *real;
    ours.at[GET_SLOT_LIST] = (function_t)get_slot_list;
    ours.at[GET_TOKEN_INFO] = (function_t)get_token_info;
    ours.at[GET_MECHANISM_LIST] = (function_t)get_mechanism_list;
    ours.at[LOGIN] = (function_t)login;
    ours.at[LOGOUT] = (function_t)logout;
    ours.at[GET_ATTRIBUTE_VALUE] = (function_t)get_attribute_value;
    ours.at[SIGN_INIT] = (function_t)sign_init;
    ours.at[SIGN] = (function_t)sign;
  }
  *list = &ours;
  return OK;
}
