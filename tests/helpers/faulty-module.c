/*
 * A PKCS#11 module that passes everything to the one named by FAULTY_REAL and misbehaves as the file FAULTY_CONTROL
 * says ("name=value" lines, read at each call; what has a number behind its name is about the function at that place).
 * Knows the ABI by position, so that no header has to be installed.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { GET_FUNCTION_LIST = 3, GET_SLOT_LIST = 4, GET_TOKEN_INFO = 6, GET_MECHANISM_LIST = 7, SET_PIN = 11, LOGIN = 18, LOGOUT = 19, GET_ATTRIBUTE_VALUE = 24, SIGN_INIT = 42, SIGN = 43, WAIT_FOR_SLOT_EVENT = 67, FUNCTIONS = 68 };
enum { FLAGS_OFFSET = 96, PIN_PAD = 0x100, COUNT_LOW = 0x10000, FINAL_TRY = 0x20000, LOCKED = 0x40000, TO_BE_CHANGED = 0x80000 };
enum { OK = 0, GENERAL_ERROR = 5, NO_EVENT = 8, NOT_RECOGNIZED = 0xe1, CANCELED = 0x50, OPERATION_ACTIVE = 0x90, PIN_INCORRECT = 0xa0, PIN_LOCKED = 0xa4, NOT_PRESENT = 0xe0, REMOVED = 0x32, NOT_LOGGED_IN = 0x101, ARGUMENTS_BAD = 7 };

typedef unsigned long ulong_t;
typedef ulong_t (*function_t)(ulong_t, ...);
struct function_list { unsigned char version[2]; function_t at[FUNCTIONS]; };
struct attribute { ulong_t type; void *value; ulong_t length; };
struct mechanism { ulong_t mechanism; void *parameter; ulong_t length; };

static struct function_list ours, *real;
static int wrong_pins, context_login;
static ulong_t failed_session;

/* The PIN that a pad, or a key that asks at each signature, would be given: its length, read without a copy of stdio's. */
static unsigned char right_pin[64];
static ulong_t read_right_pin(void) {
  int file = open(getenv("FAULTY_PIN_FILE"), O_RDONLY);
  ssize_t length = file < 0 ? 0 : read(file, right_pin, sizeof right_pin);
  if (file >= 0) close(file);
  while (length > 0 && right_pin[length - 1] == '\n') length--;
  return length < 0 ? 0 : (ulong_t)length;
}
static ulong_t forget_right_pin(ulong_t rv) { memset(right_pin, 0, sizeof right_pin); return rv; }

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
  if (control("badSlot") == (long)slot && slot) return NOT_RECOGNIZED;
  ulong_t rv = real->at[GET_TOKEN_INFO](slot, info);
  ulong_t *flags = (ulong_t *)(info + FLAGS_OFFSET);
  if (rv != OK) return rv;
  if (control("pinPad")) *flags |= PIN_PAD;
  if (control("mustChange")) *flags |= TO_BE_CHANGED;
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
    ulong_t size = read_right_pin();
    return forget_right_pin(real->at[LOGIN](session, user, right_pin, size));
  }
  if (user == 2) { /* SoftHSM2 wants it only for keys that say so themselves */
    context_login = length == read_right_pin() && !memcmp(pin, right_pin, length);
    if (!context_login) wrong_pins++;
    return forget_right_pin(context_login ? OK : PIN_INCORRECT);
  }
  ulong_t rv = real->at[LOGIN](session, user, pin, length);
  if (rv == PIN_INCORRECT) wrong_pins++;
  if (rv == OK) wrong_pins = 0;
  return rv;
}

static ulong_t set_pin(ulong_t session, unsigned char *from, ulong_t from_length, unsigned char *to, ulong_t to_length) {
  if (!control("pinPad")) return real->at[SET_PIN](session, from, from_length, to, to_length);
  if (from || to) return ARGUMENTS_BAD;
  if (control("padCancelled")) return CANCELED;
  ulong_t size = read_right_pin();
  return forget_right_pin(real->at[SET_PIN](session, right_pin, size, right_pin, size));
}

/* As a reader's driver: an event for each time the token went or came since it was last asked. */
static ulong_t wait_for_slot_event(ulong_t flags, ulong_t *slot) {
  static long was_gone;
  long gone = control("gone"), moves = control("moves");
  static long seen_moves;
  if (gone == was_gone && moves == seen_moves) return NO_EVENT;
  was_gone = gone;
  seen_moves = moves;
  ulong_t slots[16], count = 16;
  if (real->at[GET_SLOT_LIST](1ul, slots, &count) != OK || !count) return NO_EVENT;
  *slot = slots[0];
  return OK;
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

/* What stands before every function: the answer, the wait, the end that the control file has for it. */
static ulong_t gate(int at) {
  char name[32];
  snprintf(name, sizeof name, "delay%d", at);
  long delay = control(name);
  if (delay) usleep(delay * 1000);
  snprintf(name, sizeof name, "crash%d", at);
  if (control(name)) raise(SIGSEGV);
  snprintf(name, sizeof name, "hang%d", at);
  if (control(name)) for (;;) sleep(1000);
  snprintf(name, sizeof name, "answer%d", at);
  return (ulong_t)control(name);
}

static function_t behind[FUNCTIONS];
#define WRAP(n) static ulong_t wrap##n(ulong_t a, ulong_t b, ulong_t c, ulong_t d, ulong_t e, ulong_t f) { ulong_t rv = gate(n); return rv ? rv : behind[n](a, b, c, d, e, f); }
#define ALL(X) X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15) X(16) X(17) X(18) X(19) X(20) X(21) X(22) X(23) X(24) X(25) \
  X(26) X(27) X(28) X(29) X(30) X(31) X(32) X(33) X(34) X(35) X(36) X(37) X(38) X(39) X(40) X(41) X(42) X(43) X(44) X(45) X(46) X(47) X(48) X(49) X(50) X(51) \
  X(52) X(53) X(54) X(55) X(56) X(57) X(58) X(59) X(60) X(61) X(62) X(63) X(64) X(65) X(66) X(67)
ALL(WRAP)
#define PUT(n) ours.at[n] = (function_t)wrap##n;

ulong_t C_GetFunctionList(struct function_list **list) {
  if (!real) {
    if (getenv("FAULTY_CONF")) setenv("SOFTHSM2_CONF", getenv("FAULTY_CONF"), 1); /* seen by this module alone */
    ulong_t (*get)(struct function_list **) = dlsym(dlopen(getenv("FAULTY_REAL"), RTLD_NOW | RTLD_LOCAL), "C_GetFunctionList");
    ulong_t rv = get(&real);
    if (rv != OK) return rv;
    memcpy(behind, real->at, sizeof behind);
    behind[GET_SLOT_LIST] = (function_t)get_slot_list;
    behind[GET_TOKEN_INFO] = (function_t)get_token_info;
    behind[GET_MECHANISM_LIST] = (function_t)get_mechanism_list;
    behind[SET_PIN] = (function_t)set_pin;
    behind[LOGIN] = (function_t)login;
    behind[LOGOUT] = (function_t)logout;
    behind[GET_ATTRIBUTE_VALUE] = (function_t)get_attribute_value;
    behind[SIGN_INIT] = (function_t)sign_init;
    behind[SIGN] = (function_t)sign;
    behind[WAIT_FOR_SLOT_EVENT] = (function_t)wait_for_slot_event;
    memcpy(ours.version, real->version, sizeof ours.version);
    ALL(PUT)
  }
  *list = &ours;
  return OK;
}
