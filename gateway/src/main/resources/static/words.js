// Chinese first; a key without an entry is shown as it is.
const chinese = {
  title: '吹哨报到', signIn: '登录', signOut: '退出', welcome: '街道吹哨、部门报到：登录后查看您工作台上的案件。', failed: '登录没有成功，请重试。',
  mine: '我的上报', checks: '核实与核查', community: '社区案件', street: '街道案件', dispatchDesk: '派单台', parts: '部门任务', all: '全部案件',
  report: '上报', send: '提交', refresh: '刷新', nothing: '暂无案件', timeline: '办理过程', back: '返回列表', here: '使用当前位置', done: '已提交', yes: '是', no: '否', optional: '可选',
  state: '状态', categoryCode: '类别', conditionCode: '立案条件', conditionCodes: '立案条件（逗号分隔）', gridCode: '网格', deadlines: '时限', description: '描述', longitude: '经度', latitude: '纬度', photoIds: '照片', note: '说明',
  reasonCode: '原因', reason: '理由', whistleKind: '哨别', units: '责任单位（逗号分隔）', lead: '主办单位', assisting: '协办单位（逗号分隔）', result: '处置结果', passed: '是否通过', found: '是否属实', approve: '是否同意', criterionMet: '达到结案标准',
  arrivalSpeed: '到场速度（0–100）', quality: '处置质量（0–100）', cooperation: '配合程度（0–100）', communication: '沟通情况（0–100）', comment: '评语', into: '主案件', contacted: '已联系', resolved: '已解决', satisfaction: '满意度（1–5）', decision: '裁决', proposedUnit: '建议单位', handler: '处置人员', assignmentId: '任务', informed: '告知性办结',
  REPORTED: '已上报', VERIFYING: '待核实', COMMUNITY_HANDLING: '社区自办', STREET_PENDING: '待街道研判', STREET_HANDLING: '街道自办', TICKETED: '已吹哨待派单', DISPATCHED: '待接单', RETURN_REVIEW: '退单审核', HANDLING: '处置中', SUSPENDED: '挂账', RULING: '待裁决', CHECKING: '核查中', CONFIRMING: '待街道确认', CLOSED: '结案', VOIDED: '作废', MERGED: '并案', FORCE_CLOSED: '强制结案', OFFERED: '待接单', DONE: '已反馈', ENDED: '已结束',
  'request-verification': '请求核实', 'cancel-verification': '取消核实', verify: '核实', 'start-handling': '开始自办', handle: '自办办结', merge: '并案', void: '作废', escalate: '上报街道', 'send-back': '退回社区', ticket: '吹哨报单', endorse: '补签', 'take-back': '撤哨', check: '核查', confirm: '确认评价', veto: '否决', 'call-back': '回访', rate: '评价', reopen: '重开', 'spot-check': '抽查', urge: '催办', join: '关注', withdraw: '撤回上报', locate: '定位',
  file: '立案', reject: '不予立案', dispatch: '派单', designate: '兜底指定', recall: '撤回派单', 'review-return': '退单审核', 'force-close': '强制结案', rule: '裁决', supervise: '督办', accept: '接单', 'request-return': '申请退单', complete: '处置反馈', 'complete-stage': '阶段反馈', 'assign-handler': '指派处置人员', 'check-in': '报到',
  reported: '上报', registered: '登记', escalated: '上报街道', 'ticket-filed': '吹哨报单', filed: '立案', 'ticket-rejected': '不予立案', dispatched: '派单', accepted: '接单', completed: '处置反馈', 'completion-accepted': '反馈受理', 'check-requested': '发起核查', 'check-passed': '核查通过', 'check-failed': '核查不通过', confirmed: '街道确认', vetoed: '街道否决', closed: '结案', voided: '作废', merged: '并案', reopened: '重开', 'return-requested': '申请退单', 'return-approved': '同意退单', 'return-refused': '不同意退单', recalled: '撤回派单', 'rework-ordered': '返工', 'verification-requested': '请求核实', verified: '已核实', 'handling-started': '开始自办', handled: '自办办结', 'sent-back': '退回社区', joined: '关注', rated: '评价', superseded: '未生效',
  GRID_WORKER: '网格员', COMMUNITY: '社区', STREET: '街道', STREET_LEADER: '街道领导', DISPATCHER: '派单员', COMMAND_LEADER: '值班长', DEPARTMENT: '部门联络员', HANDLER: '处置人员', SUPERVISOR: '督查考评', CITIZEN: '市民', ADMIN: '系统管理员', SECURITY_ADMIN: '安全管理员', AUDIT_ADMIN: '审计管理员', SYSTEM: '系统',
  ROUTINE: '日常哨', ENFORCEMENT: '执法哨', EMERGENCY: '应急哨', CAMPAIGN: '攻坚哨', REWORK: '返工', REDISPATCH: '重新派单', CLOSE: '结案',
  BEYOND_POWER: '超出职权', NEEDS_ENFORCEMENT: '需要执法', CROSSES_COMMUNITIES: '跨社区', NOT_FOUND: '未发现', OUT_OF_SCOPE: '不属受理范围', FALSE_REPORT: '虚假上报', INCOMPLETE: '信息不全', COMMUNITY_CAN_HANDLE: '社区可自办', DUPLICATE: '重复', NOT_QUALIFIED: '不符合立案条件', STREET_CAN_HANDLE: '街道可自办', WRONG_DEPARTMENT: '非本部门职责', OUTSIDE_AREA: '不在辖区', OWNER_UNCLEAR: '权属不清', OTHER: '其他', NOT_RESOLVED: '未解决', PARTLY_RESOLVED: '部分解决', RECURRED: '复发', NO_SHOW: '未到场', LEGAL_PROCEEDINGS: '进入法律程序', BEYOND_COUNTY: '超出县级职权',
};
const english = {
  title: 'Whistle', signIn: 'Sign in', signOut: 'Sign out', welcome: 'Streets blow the whistle, departments report: sign in to see the cases of your desk.', failed: 'Signing in did not succeed; please try again.',
  mine: 'My reports', checks: 'To verify and check', community: 'Community desk', street: 'Street desk', dispatchDesk: 'Dispatch desk', parts: 'Our assignments', all: 'All cases', report: 'Report', send: 'Send', refresh: 'Refresh', nothing: 'No cases', timeline: 'What happened', back: 'Back to the list', here: 'Use my position', done: 'Sent', yes: 'yes', no: 'no', optional: 'optional',
};

export const language = () => localStorage.getItem('language') ?? 'zh-CN';
export const switchLanguage = () => localStorage.setItem('language', language() === 'en' ? 'zh-CN' : 'en');
const readable = key => /[_-]|^[A-Z]+$/.test(key) ? key.toLowerCase().replaceAll(/[_-]/g, ' ') : key.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
export const say = key => language() === 'en' ? english[key] ?? readable(key) : chinese[key] ?? key;
export const time = value => `${new Date(value).toLocaleString('sv-SE', {timeZone: 'Asia/Shanghai'})} +08:00`;
