/** The parts of Element Plus that desks use, each with its own style. The phone pages import none of them. */
import 'element-plus/es/components/base/style/css';
import 'element-plus/es/components/drawer/style/css';
import 'element-plus/es/components/date-picker/style/css';
import 'element-plus/es/components/option/style/css';
import 'element-plus/es/components/select/style/css';

export { ElDrawer } from 'element-plus/es/components/drawer/index';
export { ElDatePicker } from 'element-plus/es/components/date-picker/index';
export { ElOption, ElSelect } from 'element-plus/es/components/select/index';
export { ElConfigProvider } from 'element-plus/es/components/config-provider/index';
